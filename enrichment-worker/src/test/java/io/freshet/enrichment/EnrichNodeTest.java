package io.freshet.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.merge.AttributePrecedence;
import io.freshet.core.merge.ProfileMerge;
import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnrichNodeTest {

    private static final String PROVIDER = "br_brasilapi_company_enrichment";

    private final AtomicInteger asked = new AtomicInteger();
    private final FakeJournal journal = new FakeJournal();
    private final EnrichNode enrichNode = new EnrichNode(
            CatalogueReader.read(Map.of()),
            journal,
            new ProviderCall(
                    this::answer,
                    new ProviderCall.Stores(
                            journal, (key, since) -> Optional.empty(), new NoFlights(), new FreeLedger()),
                    new RetryTiers(List.of(Duration.ofSeconds(5))),
                    new CallMetrics(new SimpleMeterRegistry()),
                    Clock.systemUTC()),
            new ProfileMerge(new AttributePrecedence(true, Map.of()), List.of()),
            Clock.systemUTC());
    private final EnrichNode.Node node = new EnrichNode.Node(
            UUID.randomUUID().toString(),
            "root",
            UUID.randomUUID().toString(),
            Subject.company("BR", "19131243000197"),
            List.of(PROVIDER),
            new Question.Terms(true, false, Instant.now().plus(Duration.ofMinutes(5)), CallLedger.Budget.NONE),
            List.of());

    @Test
    void shouldAskOnceWhenARepetitionComesBetweenTheAnswerAndItsJournalRow() throws Exception {
        // Given
        FutureTask<EnrichNode.Result> first = new FutureTask<>(() -> enrichNode.enrich(node));
        FutureTask<EnrichNode.Result> second = new FutureTask<>(() -> enrichNode.enrich(node));
        Thread.ofPlatform().start(first);
        assertThat(journal.keeping.await(60, TimeUnit.SECONDS)).isTrue();
        // When
        Thread repetition = Thread.ofPlatform().start(second);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> repetition.getState() == Thread.State.TIMED_WAITING || asked.get() > 1);
        journal.release.countDown();
        // Then
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(first.get(60, TimeUnit.SECONDS));
        assertThat(asked).hasValue(1);
    }

    private Answer answer(ProviderDefinition provider, Subject subject, Inquiry inquiry) {
        asked.incrementAndGet();
        return new Answer.NotFound(Instant.EPOCH);
    }

    /** Holds every row back until it is released. */
    private static final class FakeJournal implements CallJournal {

        private final CountDownLatch keeping = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final Map<String, Execution> rows = new ConcurrentHashMap<>();

        @Override
        public Known find(String jobId, String nodeId) {
            return new Known(rows, Map.of());
        }

        @Override
        public Map<String, Earlier> findSucceeded(List<String> jobIds, String nodeId, String tenantId) {
            return Map.of();
        }

        @Override
        public void adopt(String jobId, String nodeId, Execution execution, Earlier earlier) {
            rows.put(execution.provider(), execution);
        }

        @Override
        public Execution keep(Entry entry) {
            keeping.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            rows.put(entry.call().provider(), entry.execution());
            return entry.execution();
        }
    }

    private static final class NoFlights implements CallFlights {

        @Override
        public Boarding board(CallKey key, boolean fresh, @Nullable Instant since) {
            return new Ours();
        }

        @Override
        public void abandon(CallKey key) {
            // Nobody else flies.
        }
    }

    private static final class FreeLedger implements CallLedger {

        @Override
        public Begin begin(CallId call, int cents, Budget budget) {
            return new Begun(0, 0);
        }

        @Override
        public void rest(CallId call, int returnedCents) {
            // Nothing was charged.
        }

        @Override
        public List<Reached> reached(String tenantId, String teller) {
            return List.of();
        }
    }
}
