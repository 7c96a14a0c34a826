package io.freshet.worker;

import static io.freshet.worker.MockParts.RETRY;
import static io.freshet.worker.MockParts.STAGE;
import static io.freshet.worker.MockParts.WORK;
import static io.freshet.worker.MockParts.header;
import static io.freshet.worker.MockParts.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.schemas.Headers;
import io.freshet.schemas.MatrixRef;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the engine does when its clients, its handlers or its group behave badly. */
class WorkerTest {

    private final MockParts mock = new MockParts();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void shouldSayThatItIsNotLiveWhenItsPollLoopEnds() {
        try (Worker<MatrixRef> worker = worker(false, this::note)) {
            // Given
            mock.bring(List.of());
            await().until(worker::isReady);

            // When
            mock.consumer.setPollException(new KafkaException("not authorized"));

            // Then
            await().untilAsserted(() -> assertThat(failures).hasValue(1));
            assertThat(worker.isLive()).isFalse();
            assertThat(worker.isReady()).isFalse();
        }
    }

    @Test
    void shouldStayLiveWhenItIsClosed() {
        Worker<MatrixRef> worker = worker(false, this::note);
        worker.close();
        assertThat(worker.isLive()).isTrue();
        assertThat(failures).hasValue(0);
    }

    @Test
    void shouldEndWhenTheProducerIsOfNoUseAnyMore() {
        // Given
        mock.producer.sendException = new KafkaException("fenced");
        try (Worker<MatrixRef> worker = worker(false, delivery -> new Outcome.DeadLetter("CODE", "reason"))) {

            // When
            mock.bring(List.of(record(WORK, 0, Map.of())));

            // Then
            await().untilAsserted(() -> assertThat(failures).hasValue(1));
            assertThat(worker.isLive()).isFalse();
            assertThat(mock.producer.history()).isEmpty();
        }
    }

    @Test
    void shouldNotBeReadyWhileTheBrokerTakesNothing() {
        // Given
        TakesNothing broker = new TakesNothing();
        WorkerParts parts = new WorkerParts(
                mock.consumer,
                broker,
                mock.parts.serializer(),
                mock.parts.deserializer(),
                mock.parts.clock(),
                mock.parts.maxAttempts());
        try (Worker<MatrixRef> worker =
                start(parts, false, delivery -> Outcome.Done.emitting(MockParts.emission(delivery.value())))) {
            // When
            mock.bring(List.of(record(WORK, 0, Map.of())));

            // Then
            await().until(() -> broker.refused.get() > 0);
            await().until(() -> !worker.isReady());
            assertThat(worker.isLive()).isTrue();

            // When
            broker.open = true;

            // Then
            await().until(worker::isReady);
            await().untilAsserted(() -> assertThat(committed()).isEqualTo(new OffsetAndMetadata(1)));
        }
    }

    @Test
    void shouldTryAgainLaterAndGoOnWhenAHandlerEndsInAnError() {
        try (Worker<MatrixRef> worker = worker(false, delivery -> {
            if (delivery.offset() == 0) {
                throw new StackOverflowError();
            }
            return note(delivery);
        })) {
            // When
            mock.bring(List.of(record(WORK, 0, Map.of()), record(WORK, 1, Map.of())));

            // Then
            await().untilAsserted(() -> assertThat(committed()).isEqualTo(new OffsetAndMetadata(2)));
            assertThat(mock.sentTo(STAGE.retryTiers().getFirst().topic())).hasSize(1);
            assertThat(worker.isLive()).isTrue();
        }
    }

    @Test
    void shouldLeaveTheValueOutWhenTheDeadLetterIsTooLarge() {
        // Given
        TakesNothing broker = new TakesNothing();
        broker.open = true;
        broker.largest = 1;
        WorkerParts parts = new WorkerParts(
                mock.consumer,
                broker,
                mock.parts.serializer(),
                mock.parts.deserializer(),
                mock.parts.clock(),
                mock.parts.maxAttempts());
        try (Worker<MatrixRef> worker =
                start(parts, false, delivery -> Outcome.Done.emitting(MockParts.emission(delivery.value())))) {
            // When
            mock.bring(List.of(record(WORK, 0, Map.of(Headers.JOB_ID, "j", "unknown", "x"))));

            // Then
            await().untilAsserted(() -> assertThat(committed()).isEqualTo(new OffsetAndMetadata(1)));
            assertThat(broker.history()).singleElement().satisfies(dead -> {
                assertThat(dead.topic()).isEqualTo("dead");
                assertThat(dead.value()).isNull();
                assertThat(header(dead, Headers.ERROR_CODE)).isEqualTo("RECORD_TOO_LARGE");
                assertThat(header(dead, Headers.JOB_ID)).isEqualTo("j");
                assertThat(header(dead, Headers.ORIGIN_OFFSET)).isEqualTo("0");
                assertThat(dead.headers().lastHeader("unknown")).isNull();
            });
            assertThat(worker.isLive()).isTrue();
        }
    }

    @Test
    void shouldCarryTheTraceFromTheRecordToWhatFollows() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (Worker<MatrixRef> worker =
                worker(false, delivery -> Outcome.Done.emitting(MockParts.emission(delivery.value())))) {
            mock.bring(List.of(record(WORK, 0, Map.of(Headers.TRACEPARENT, trace))));
            await().untilAsserted(() -> assertThat(mock.sentTo(MockParts.RESULTS))
                    .singleElement()
                    .satisfies(sent ->
                            assertThat(header(sent, Headers.TRACEPARENT)).isEqualTo(trace)));
            assertThat(worker.isLive()).isTrue();
        }
    }

    @Test
    void shouldNotTryAgainWhenTheDeadlineHasPassedMeanwhile() {
        try (Worker<MatrixRef> worker = worker(false, this::note)) {
            // When
            Map<String, String> late = Map.of(Headers.DEADLINE, "1", Headers.ATTEMPT, "1");
            mock.bring(List.of(record(RETRY, 0, late), record(WORK, 0, Map.of(Headers.DEADLINE, "1"))));

            // Then
            await().untilAsserted(() -> assertThat(mock.sentTo(STAGE.deadLetters()))
                    .extracting(dead -> header(dead, Headers.ERROR_CODE))
                    .containsExactly("DEADLINE_EXCEEDED"));
            await().untilAsserted(() -> assertThat(handled).containsExactly("work/0"));
            assertThat(worker.isLive()).isTrue();
        }
    }

    /** A broker that answers in time-outs until it is opened, and refuses large values. */
    private static final class TakesNothing extends MockProducer<String, byte[]> {

        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean open;
        private volatile int largest = 1_000;

        TakesNothing() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            if (!open) {
                refused.incrementAndGet();
                return CompletableFuture.failedFuture(new TimeoutException("away"));
            }
            if (record.value() != null && record.value().length > largest) {
                return CompletableFuture.failedFuture(new RecordTooLargeException());
            }
            return super.send(record);
        }
    }

    private Worker<MatrixRef> worker(boolean serializeKeys, RecordHandler<MatrixRef> handler) {
        return start(mock.parts, serializeKeys, handler);
    }

    private Worker<MatrixRef> start(WorkerParts parts, boolean serializeKeys, RecordHandler<MatrixRef> handler) {
        return new Worker<>(mock.definition(serializeKeys, handler), mock.settings, parts, metrics)
                .start(failures::incrementAndGet);
    }

    private Outcome note(Delivery<MatrixRef> delivery) {
        handled.add(delivery.topic() + '/' + delivery.offset());
        return Outcome.Done.emitting();
    }

    private @Nullable OffsetAndMetadata committed() {
        return mock.consumer.committed(Set.of(WORK)).get(WORK);
    }
}
