package io.freshet.worker;

import static io.freshet.worker.MockParts.RETRY;
import static io.freshet.worker.MockParts.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.schemas.MatrixRef;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebalanceTest {

    private final MockParts mock = new MockParts();
    private final WorkerMetrics metrics = new WorkerMetrics(new SimpleMeterRegistry(), "test");
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final WorkerDefinition<MatrixRef> definition = mock.definition(true, this::handle);
    private final Backlog backlog = new Backlog(Set.of());
    private final OffsetCommits commits = new OffsetCommits(mock.consumer, metrics);
    private final InFlight<MatrixRef> inFlight = new InFlight<>(definition, 8, task(), failure -> {});
    private final Rebalance rebalance = new Rebalance(backlog, commits, release::countDown);

    @BeforeEach
    void own() {
        mock.consumer.assign(List.of(WORK, RETRY));
    }

    @Test
    void shouldCommitWhatRunsAndStartNothingMoreWhenAPartitionIsRevoked() throws Exception {
        // Given: of one key, a record that is being handled, one that waits for it, and one without room
        inFlight.start(read(WORK, 0));
        inFlight.start(read(WORK, 1));
        backlog.add(read(WORK, 2), Instant.MAX);
        started.await();

        // When
        rebalance.onPartitionsRevoked(List.of(WORK));

        // Then
        await().until(() -> inFlight.count() == 0);
        assertThat(handled).containsExactly("work/0");
        assertThat(mock.consumer.committed(Set.of(WORK))).containsEntry(WORK, new OffsetAndMetadata(1));
        assertThat(backlog.ready()).isZero();
    }

    @Test
    void shouldNotWaitWhenOnlyRecordsOfOtherPartitionsAreHandled() throws Exception {
        // Given
        inFlight.start(read(RETRY, 0));
        backlog.add(read(WORK, 0), Instant.MAX);
        started.await();

        // When
        rebalance.onPartitionsRevoked(List.of(WORK));

        // Then: while it waits it would let the handler go
        assertThat(release.getCount()).isOne();
        release.countDown();
        await().until(() -> handled.contains("retry/0"));
    }

    @Test
    void shouldCommitNothingWhenPartitionsAreLost() throws Exception {
        // Given
        inFlight.start(read(WORK, 0));
        started.await();

        // When
        rebalance.onPartitionsLost(List.of(WORK));
        release.countDown();

        // Then
        await().until(() -> handled.contains("work/0"));
        commits.commitAllNow();
        assertThat(mock.consumer.committed(Set.of(WORK))).doesNotContainEntry(WORK, new OffsetAndMetadata(1));
    }

    private OpenRecord read(TopicPartition partition, long offset) {
        RawRecord raw = RawRecord.of(MockParts.record(partition, offset, Map.of()));
        return new OpenRecord(raw, commits.opened(partition, offset), Instant.EPOCH);
    }

    private Outcome handle(Delivery<MatrixRef> delivery) throws InterruptedException {
        started.countDown();
        release.await();
        handled.add(delivery.topic() + '/' + delivery.offset());
        return Outcome.Done.emitting();
    }

    private RecordTask<MatrixRef> task() {
        RecordSender sender =
                new RecordSender(mock.producer, mock.parts.serializer(), definition.stage(), mock.parts.clock());
        return new RecordTask<>(definition, mock.parts.deserializer(), sender, metrics, mock.parts.clock(), 3);
    }
}
