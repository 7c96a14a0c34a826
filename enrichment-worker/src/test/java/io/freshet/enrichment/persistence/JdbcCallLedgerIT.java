package io.freshet.enrichment.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.enrichment.CallId;
import io.freshet.enrichment.CallLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcCallLedgerIT {

    private TestDatabase database;
    private CallLedger ledger;

    @BeforeAll
    void start() {
        database = new TestDatabase();
        ledger = new JdbcCallLedger(database.pool());
    }

    @AfterAll
    void end() {
        database.close();
    }

    @Test
    void shouldNeverChargeAboveTheHardLimitAndTellEachLimitOnceWhenManyCallsBeginAtOnce() throws Exception {
        // Given
        String tenant = UUID.randomUUID().toString();
        CallLedger.Budget budget = new CallLedger.Budget(50L, 100L);
        // When
        List<Future<CallLedger.Begin>> pending = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                pending.add(threads.submit(() -> ledger.begin(call(tenant), 7, budget)));
            }
        }
        // Then
        List<CallLedger.Begin> begun = new ArrayList<>();
        for (Future<CallLedger.Begin> one : pending) {
            begun.add(one.get());
        }
        assertThat(begun.stream().filter(CallLedger.Begun.class::isInstance)).hasSize(14);
        assertThat(spent(tenant)).isEqualTo(98);
        List<CallLedger.Reached> reached = ledger.reached(tenant, "job|root");
        assertThat(reached).extracting(CallLedger.Reached::hard).containsExactly(false, true);
        assertThat(reached).extracting(CallLedger.Reached::spentCents).containsExactly(56L, 98L);
        assertThat(reached).extracting(CallLedger.Reached::limitCents).containsExactly(50L, 100L);
        // And the same again for the same command alone
        assertThat(ledger.reached(tenant, "job|root")).isEqualTo(reached);
        assertThat(ledger.reached(tenant, "job|other")).isEmpty();
    }

    @Test
    void shouldReturnWhatWasNotUsedAndKeepTenantsApart() {
        String tenant = UUID.randomUUID().toString();
        CallId call = call(tenant);
        CallLedger.Budget budget = new CallLedger.Budget(null, 10L);
        assertThat(ledger.begin(call, 10, budget)).isEqualTo(new CallLedger.Begun(10, 0));
        assertThat(ledger.begin(call(tenant), 1, budget)).isEqualTo(new CallLedger.OverBudget());
        assertThat(ledger.begin(call(UUID.randomUUID().toString()), 10, budget)).isEqualTo(new CallLedger.Begun(10, 0));
        ledger.rest(call, 10);
        ledger.rest(call, 10);
        assertThat(spent(tenant)).isZero();
        assertThat(ledger.begin(call, 10, budget)).isEqualTo(new CallLedger.Begun(10, 0));
        // And a call that costs nothing needs no money
        assertThat(ledger.begin(call(tenant), 0, new CallLedger.Budget(null, 0L)))
                .isEqualTo(new CallLedger.Begun(0, 0));
    }

    @Test
    void shouldSweepWhatIsKeptNoLonger() {
        database.execute("INSERT INTO provider_call (job_id, node_id, provider, tenant_id, execution, created_at)"
                + " SELECT gen_random_uuid(), 'n', 'old', gen_random_uuid(), '{}', now() - i * interval '1 day'"
                + " FROM generate_series(85, 700) AS i");
        Sweeper.of(database.pool(), Map.of()).sweep();
        assertThat(database.number("SELECT count(*) FROM provider_call WHERE provider = 'old'"))
                .isEqualTo(5);
        Sweeper.of(database.pool(), Map.of("FRESHET_JOURNAL_DAYS", "86")).sweep();
        assertThat(database.number("SELECT count(*) FROM provider_call WHERE provider = 'old'"))
                .isEqualTo(1);
    }

    private long spent(String tenant) {
        return database.number("SELECT spent_cents FROM tenant_spend WHERE tenant_id = ?", UUID.fromString(tenant));
    }

    private static CallId call(String tenant) {
        return new CallId(UUID.randomUUID().toString(), "root", "p", tenant);
    }
}
