package io.freshet.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.core.merge.AttributePrecedence;
import io.freshet.core.merge.ProfileMerge;
import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.ProviderDefinition;
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
            new ProviderCall(this::answer, new NoCache(), Clock.systemUTC()),
            new ProfileMerge(new AttributePrecedence(true, Map.of()), List.of()),
            Clock.systemUTC());
    private final EnrichNode.Node node = new EnrichNode.Node(
            UUID.randomUUID().toString(),
            "root",
            UUID.randomUUID().toString(),
            Subject.company("BR", "19131243000197"),
            List.of(PROVIDER),
            true,
            Instant.now().plus(Duration.ofMinutes(5)),
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
                .until(() -> repetition.getState() == Thread.State.WAITING || asked.get() > 1);
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
        public Map<String, Execution> find(String jobId, String nodeId) {
            return Map.copyOf(rows);
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
        public void keep(String jobId, String nodeId, String tenantId, Execution execution, @Nullable String document) {
            keeping.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            rows.put(execution.provider(), execution);
        }
    }

    private static final class NoCache implements DocumentCache {

        @Override
        public Optional<Answer> find(ProviderDefinition provider, Subject subject) {
            return Optional.empty();
        }

        @Override
        public void keep(ProviderDefinition provider, Subject subject, Answer answer) {
            // Keeps nothing.
        }
    }
}
