package io.freshet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Headers;
import io.freshet.schemas.MatrixRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerIT {

    private final WorkerFixture fixture = new WorkerFixture();
    private final Queue<Integer> handled = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldDeadLetterPoisonAndGoOnWhenARecordCannotBeRead() {
        // Given
        try (Worker<MatrixRef> _ = fixture.worker(false, this::note)) {
            // When
            fixture.sendBytes(fixture.work, "k", new byte[] {1, 2, 3}, Map.of());
            fixture.sendBytes(fixture.work, "k", new byte[] {0, 0, 0x7f, 0, 0, 9, 9}, Map.of());
            fixture.send(fixture.work, "k", 7, Map.of());
            // Then
            await(() -> {
                assertThat(handled).containsExactly(7);
                assertThat(fixture.read(fixture.stage.deadLetters())).hasSize(2).allSatisfy(record -> {
                    assertThat(WorkerFixture.header(record, Headers.ERROR_CODE)).isEqualTo("UNREADABLE_RECORD");
                    assertThat(WorkerFixture.header(record, Headers.ORIGIN_TOPIC))
                            .isEqualTo(fixture.work.name());
                });
                assertThat(fixture.uncommitted()).isZero();
            });
        }
    }

    @Test
    void shouldTryAgainAfterTheDelayOfTheTierWhenTheHandlerAsksForIt() {
        AtomicInteger attempts = new AtomicInteger();
        RecordHandler<MatrixRef> handler = delivery -> attempts.getAndIncrement() < 2
                ? new Outcome.RetryLater(Duration.ofMillis(100), "busy")
                : note(delivery);
        try (Worker<MatrixRef> _ = fixture.worker(false, handler)) {
            fixture.send(fixture.work, "k", 1, Map.of());
            await(() -> assertThat(handled).containsExactly(1));
            assertThat(fixture.read(fixture.stage.retryTiers().getFirst().topic()))
                    .extracting(record -> WorkerFixture.header(record, Headers.ATTEMPT))
                    .containsExactly("1", "2");
        }
    }

    @Test
    void shouldPostponeMoreOftenThanItTriesWhenNothingFails() {
        AtomicInteger seen = new AtomicInteger();
        RecordHandler<MatrixRef> handler = delivery ->
                seen.incrementAndGet() <= 10 ? new Outcome.Postpone(Duration.ofMillis(100), "not yet") : note(delivery);
        try (Worker<MatrixRef> _ = fixture.worker(false, handler)) {
            fixture.send(fixture.work, "k", 1, Map.of());
            await(() -> assertThat(handled).containsExactly(1));
            assertThat(fixture.read(fixture.stage.retryTiers().getFirst().topic()))
                    .hasSize(10)
                    .allSatisfy(record -> assertThat(WorkerFixture.header(record, Headers.ATTEMPT))
                            .isEqualTo("1"));
        }
    }

    @Test
    void shouldDeadLetterWhenTheDeadlineComesBeforeTheNextAttempt() {
        try (Worker<MatrixRef> _ =
                fixture.worker(false, delivery -> new Outcome.RetryLater(Duration.ofMillis(100), "busy"))) {
            fixture.send(
                    fixture.work,
                    "k",
                    1,
                    Map.of(Headers.DEADLINE, Long.toString(Instant.now().toEpochMilli())));
            await(() -> assertThat(fixture.read(fixture.stage.deadLetters()))
                    .extracting(record -> WorkerFixture.header(record, Headers.ERROR_CODE))
                    .containsExactly("DEADLINE_EXCEEDED"));
        }
    }

    @Test
    void shouldGiveUpAfterBoundedAttemptsWhenTheHandlerAlwaysThrows() {
        try (Worker<MatrixRef> _ = fixture.worker(false, delivery -> {
            throw new IllegalStateException("a name that must not be told");
        })) {
            fixture.send(fixture.work, "k", 1, Map.of(Headers.ATTEMPT, "6"));
            await(() -> assertThat(fixture.read(fixture.stage.deadLetters()))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(WorkerFixture.header(record, Headers.ERROR_CODE))
                                .isEqualTo("HANDLER_FAILED");
                        assertThat(WorkerFixture.header(record, Headers.ERROR_REASON))
                                .isEqualTo("IllegalStateException");
                    }));
        }
    }

    @Test
    void shouldBoundWhatIsInFlightAndLeaveRoomWhenBulkWaits() throws Exception {
        // Given
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        RecordHandler<MatrixRef> handler = delivery -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            if (delivery.topic().equals(fixture.bulk.name())) {
                release.await();
            }
            running.decrementAndGet();
            return note(delivery);
        };
        try (Worker<MatrixRef> _ = fixture.worker(false, handler)) {
            for (int i = 0; i < 500; i++) {
                fixture.send(fixture.bulk, "bulk-" + i, -1, Map.of());
            }
            await(() -> assertThat(running).hasValue(fixture.settings.maxInFlight() / 2));
            // When
            fixture.send(fixture.work, "k", 1, Map.of());
            // Then
            await(() -> assertThat(handled).contains(1));
            release.countDown();
            await(() -> assertThat(handled).hasSize(501));
            assertThat(most).hasValueLessThanOrEqualTo(fixture.settings.maxInFlight());
        }
    }

    @Test
    void shouldSkipUndecodedWhatTheHeadersRefuse() {
        try (Worker<MatrixRef> _ = fixture.worker(false, this::note)) {
            fixture.sendBytes(fixture.work, "k", new byte[] {1}, Map.of("test", "skip"));
            fixture.send(fixture.work, "k", 1, Map.of());
            await(() -> {
                assertThat(handled).containsExactly(1);
                assertThat(fixture.uncommitted()).isZero();
            });
            assertThat(fixture.read(fixture.stage.deadLetters())).isEmpty();
        }
    }

    @Test
    void shouldFinishAndCommitWhatIsInFlightWhenItIsClosed() throws Exception {
        // Given
        CountDownLatch started = new CountDownLatch(20);
        CountDownLatch release = new CountDownLatch(1);
        Worker<MatrixRef> worker = fixture.worker(false, delivery -> {
            started.countDown();
            release.await();
            return new Outcome.Done(
                    List.of(new Emission(fixture.results, "r", delivery.value(), Map.of(Headers.MESSAGE_ID, "m"))));
        });
        for (int i = 0; i < 20; i++) {
            fixture.send(fixture.work, "k" + i, i, Map.of());
        }
        assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
        // When
        Thread closer = Thread.ofVirtual().start(worker::close);
        release.countDown();
        closer.join();
        // Then
        assertThat(fixture.uncommitted()).isZero();
        assertThat(fixture.read(fixture.results)).hasSize(20);
    }

    private Outcome note(Delivery<MatrixRef> delivery) {
        handled.add(delivery.value().getVersion());
        return Outcome.Done.emitting();
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(assertion);
    }
}
