package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often Norway's register is called, as the simulator counts; and how long what it said is used again. */
class CacheAcceptanceIT {

    private static final String NORWAY = "no_brreg_company_enrichment";
    private static final String REFRESH =
            "{\"depth\": 0, \"refreshScope\": \"selected\", \"providerCodes\": [\"%s\"], \"forceRefresh\": %s}";
    private static final String USE_CACHE = REFRESH.formatted(NORWAY, false);
    private static final String FORCE = REFRESH.formatted(NORWAY, true);
    /** Valid, and in no register of the simulator. */
    private static final String NOBODY = "974760673";

    private final String simulator = SharedSystem.get().simulator().url();
    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    private String company(int index) throws Exception {
        return client.fetch(simulator + "/_catalogue?tag=plain&country=NO&limit=50")
                .get(index)
                .path("taxId")
                .asText();
    }

    private int calls(String taxId) throws Exception {
        int calls = 0;
        for (JsonNode call : client.fetch(simulator + "/_calls").path("calls")) {
            boolean unit = call.path("path").asText().endsWith("/enheter/" + taxId);
            calls += unit && call.path("provider").asText().equals("brreg") ? 1 : 0;
        }
        return calls;
    }

    private boolean fromCache(String entityId, String body) throws Exception {
        return outcome(client.refreshed(entityId, body), NORWAY)
                .path("fromCache")
                .asBoolean();
    }

    /** How long the answer that came last is kept. */
    private static Duration lifetime() throws SQLException {
        try (Connection connection = SharedSystem.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT extract(epoch FROM expires_at - fetched_at) FROM enrichment.document_cache
                        WHERE provider = '%s' ORDER BY fetched_at DESC LIMIT 1
                        """.formatted(NORWAY))) {
            assertThat(row.next()).isTrue();
            return Duration.ofSeconds(Math.round(row.getDouble(1)));
        }
    }

    /** As if the lifetimes of all that Norway said were over. */
    private static void expire() throws SQLException {
        try (Connection connection = SharedSystem.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE enrichment.document_cache SET expires_at = now() WHERE provider = '%s'".formatted(NORWAY));
        }
    }

    @Test
    void shouldUseAnAnswerAgainUntilItsTimeIsOver() throws Exception {
        String taxId = company(40);
        String id = client.company("NO", taxId);
        assertThat(fromCache(id, USE_CACHE)).isFalse();
        assertThat(lifetime()).isEqualTo(Duration.ofHours(24));
        assertThat(fromCache(id, USE_CACHE)).isTrue();
        assertThat(calls(taxId)).isEqualTo(1);
        expire();
        assertThat(fromCache(id, USE_CACHE)).isFalse();
        assertThat(calls(taxId)).isEqualTo(2);
    }

    @Test
    void shouldRememberThatNobodyIsKnownForItsOwnTime() throws Exception {
        String id = client.company("NO", NOBODY);
        assertThat(fromCache(id, USE_CACHE)).isFalse();
        assertThat(lifetime()).isEqualTo(Duration.ofHours(1));
        JsonNode again = outcome(client.refreshed(id, USE_CACHE), NORWAY);
        assertThat(again.at("/error/code").asText()).isEqualTo("SUBJECT_NOT_FOUND");
        assertThat(calls(NOBODY)).isEqualTo(1);
        expire();
        client.refreshed(id, USE_CACHE);
        assertThat(calls(NOBODY)).isEqualTo(2);
    }

    @Test
    void shouldAskAnewAndKeepThatWhenARefreshIsForced() throws Exception {
        String taxId = company(41);
        String id = client.company("NO", taxId);
        assertThat(fromCache(id, USE_CACHE)).isFalse();
        client.call("PUT", simulator + "/_parties/" + taxId, "{\"name\": \"Nytt Navn\"}");
        assertThat(fromCache(id, FORCE)).isFalse();
        JsonNode after = client.refreshed(id, USE_CACHE);
        assertThat(outcome(after, NORWAY).path("fromCache").asBoolean()).isTrue();
        assertThat(after.at("/data/entity/name").asText()).startsWithIgnoringCase("Nytt Navn");
        assertThat(calls(taxId)).isEqualTo(2);
    }

    @Test
    void shouldCallOnceWhenAHundredTenantsAskAtTheSameTime() throws Exception {
        // Given
        String taxId = company(42);
        List<Client> tenants = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tenants.add(OtherTenant.client("*"));
            ids.add(tenants.getLast().company("NO", taxId));
        }
        // When
        List<JsonNode> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> pending = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int tenant = i;
                pending.add(threads.submit(() -> tenants.get(tenant).refreshed(ids.get(tenant), USE_CACHE)));
            }
            for (Future<JsonNode> result : pending) {
                results.add(result.get());
            }
        }
        // Then
        assertThat(results)
                .allSatisfy(result -> assertThat(
                                outcome(result, NORWAY).path("success").asBoolean())
                        .isTrue());
        assertThat(calls(taxId)).isEqualTo(1);
    }
}
