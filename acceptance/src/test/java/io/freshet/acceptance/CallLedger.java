package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.standalone.FreshetSystem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * What the registers of Brazil and Great Britain were asked and what the call journal holds, at a moment when no call is under way. Tells answers of one
 * job only where no company belongs to two jobs.
 *
 * @param calls how often each path was asked
 * @param stored companies with an outcome in the journal
 */
record CallLedger(Map<String, Integer> calls, Set<String> stored) {

    private static final Pattern COMPANY = Pattern.compile("/(?:cnpj/v1|company)/([0-9A-Za-z]+)");
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final String JOURNAL = """
            SELECT regexp_replace(regexp_replace(CASE c.node_id WHEN 'root' THEN e.tax_id ELSE c.node_id END, '.*:', ''),
                '[^0-9A-Za-z]', '', 'g')
            FROM enrichment.provider_call c JOIN freshet.refresh_job j USING (job_id) JOIN freshet.entity e USING (entity_id)
            WHERE c.provider IN ('br_brasilapi_company_enrichment', 'gb_companieshouse_company_enrichment')
            """;

    CallLedger {
        calls = Map.copyOf(calls);
        stored = Set.copyOf(stored);
    }

    /** Waits until the registers have answered what they were asked, then reads. */
    static CallLedger whenQuiet(FreshetSystem system, Client client) throws SQLException {
        AtomicInteger before = new AtomicInteger(-1);
        JsonNode log = Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(QUIET)
                .until(
                        () -> client.fetch(system.simulator().url() + "/_calls"),
                        answer -> answer.path("open").asInt() == 0
                                && before.getAndSet(answer.path("calls").size())
                                        == answer.path("calls").size());
        assertThat(log.path("cut").asInt()).isZero();
        Map<String, Integer> calls = new HashMap<>();
        log.path("calls").forEach(call -> {
            if (COMPANY.matcher(call.path("path").asText()).find()) {
                calls.merge(call.path("path").asText(), 1, Integer::sum);
            }
        });
        return new CallLedger(calls, journal(system));
    }

    private static Set<String> journal(FreshetSystem system) throws SQLException {
        Set<String> companies = new HashSet<>();
        try (Connection connection = SharedSystem.connect(system);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(JOURNAL)) {
            while (row.next()) {
                assertThat(companies.add(row.getString(1)))
                        .as("%s is in the journal of one job", row.getString(1))
                        .isTrue();
            }
        }
        return companies;
    }

    /** Companies that were asked for without an outcome in the journal. */
    Set<String> asked() {
        return calls.keySet().stream()
                .map(CallLedger::company)
                .filter(company -> !stored.contains(company))
                .collect(Collectors.toSet());
    }

    /**
     * Checks the ledger of the end against this one, taken while the enrichment worker was dead: nothing was repeated before;
     * what was stored was not asked again, what was in flight at most once, and all else once.
     *
     * @return companies of which a call was repeated
     */
    Set<String> repeatedUntil(CallLedger end) {
        assertThat(calls).allSatisfy((path, count) -> assertThat(count).as(path).isEqualTo(1));
        Set<String> inFlight = asked();
        Set<String> repeated = new HashSet<>();
        assertThat(end.calls()).allSatisfy((path, count) -> {
            if (calls.containsKey(path) && stored.contains(company(path))) {
                assertThat(count).as("%s, stored at the kill", path).isEqualTo(1);
            } else if (calls.containsKey(path)) {
                assertThat(count).as("%s, in flight at the kill", path).isBetween(1, 2);
            } else {
                assertThat(count).as("%s, asked after the kill", path).isEqualTo(1);
            }
            if (count > 1) {
                repeated.add(company(path));
            }
        });
        assertThat(inFlight).containsAll(repeated);
        assertThat(end.calls().keySet()).containsAll(calls.keySet());
        assertThat(end.asked()).isEmpty();
        return repeated;
    }

    private static String company(String path) {
        Matcher matcher = COMPANY.matcher(path);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no company in " + path);
        }
        return matcher.group(1);
    }
}
