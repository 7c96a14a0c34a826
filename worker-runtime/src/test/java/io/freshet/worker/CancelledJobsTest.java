package io.freshet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Headers;
import io.freshet.schemas.MatrixRef;
import io.freshet.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelledJobsTest {

    private static final Topic TOPIC =
            new Topic("cancelled", "job", Optional.empty(), "test", 1, Duration.ofDays(1), false);
    private static final TopicPartition PARTITION = new TopicPartition("cancelled", 0);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger handled = new AtomicInteger();
    private final RecordHandler<MatrixRef> handler = delivery -> {
        handled.incrementAndGet();
        return Outcome.Done.emitting();
    };

    private CancelledJobs cancelled;
    private long offset;

    @BeforeEach
    void start() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        cancelled = new CancelledJobs(consumer, TOPIC, Clock.systemUTC(), failures::incrementAndGet);
        Awaitility.await().until(() -> consumer.assignment().contains(PARTITION));
    }

    @AfterEach
    void stop() {
        cancelled.close();
    }

    @Test
    void shouldHandleOnlyJobsThatAreNotCancelled() throws Exception {
        // Given
        cancel("gone", Instant.now().plusSeconds(60));
        Awaitility.await().until(() -> cancelled.contains("gone"));

        // When
        Outcome skipped = cancelled.skippedBy(handler).handle(delivery("gone"));
        int before = handled.get();
        cancelled.skippedBy(handler).handle(delivery("there"));

        // Then
        assertThat(skipped).isEqualTo(Outcome.Done.emitting());
        assertThat(before).isZero();
        assertThat(handled).hasValue(1);
    }

    @Test
    void shouldGoOnWhenARecordSaysNothing() {
        // When
        send(new RecordHeaders());
        send(headers("odd", "soon"));
        cancel("gone", Instant.now().plusSeconds(60));

        // Then
        Awaitility.await().until(() -> cancelled.contains("gone"));
        assertThat(cancelled.contains("odd")).isFalse();
        assertThat(cancelled.isLive()).isTrue();
    }

    @Test
    void shouldSayThatItFailedWhenReadingEnds() {
        // When
        consumer.schedulePollTask(() -> {
            throw new IllegalStateException("broken");
        });

        // Then
        Awaitility.await().until(() -> failures.get() == 1);
        Awaitility.await().until(() -> !cancelled.isLive());
    }

    @Test
    void shouldForgetTheOldestBeyondTheBoundAndWhatHasPassed() {
        // Given
        Instant now = Instant.now();
        RememberedJobs jobs = new RememberedJobs(2);
        jobs.remember("first", now.plusSeconds(600));
        jobs.remember("second", now.plusSeconds(1));
        jobs.remember("third", now.plusSeconds(600));

        // When
        jobs.forgetBefore(now.plusSeconds(2));

        // Then
        assertThat(List.of(jobs.contains("first"), jobs.contains("second"), jobs.contains("third")))
                .containsExactly(false, false, true);
        assertThat(jobs.size()).isEqualTo(1);
    }

    private void cancel(String jobId, Instant deadline) {
        send(headers(jobId, Long.toString(deadline.toEpochMilli())));
    }

    private static RecordHeaders headers(String jobId, String deadline) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.JOB_ID, jobId.getBytes(StandardCharsets.UTF_8));
        headers.add(Headers.DEADLINE, deadline.getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    private void send(RecordHeaders headers) {
        consumer.addRecord(new ConsumerRecord<>(
                "cancelled",
                0,
                offset++,
                0,
                TimestampType.CREATE_TIME,
                1,
                1,
                "job",
                new byte[] {1},
                headers,
                Optional.empty()));
        consumer.updateEndOffsets(Map.of(PARTITION, offset));
    }

    private static Delivery<MatrixRef> delivery(String jobId) {
        return new Delivery<>("work", 0, 0, "key", new MatrixRef("m", 1), Map.of(Headers.JOB_ID, jobId));
    }
}
