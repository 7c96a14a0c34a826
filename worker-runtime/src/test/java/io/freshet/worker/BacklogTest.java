package io.freshet.worker;

import static io.freshet.worker.MockParts.RETRY;
import static io.freshet.worker.MockParts.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LONGEST = Duration.ofMillis(100);

    private final Backlog backlog = new Backlog(Set.of("bulk"));
    private final RetryTimes times = new RetryTimes(MockParts.STAGE);

    @Test
    void shouldHoldBackItsPartitionAloneWhenARecordWaitsForItsTime() {
        // When
        add(RETRY, NOW.plusMillis(30));

        // Then
        assertThat(backlog.holdsBack(RETRY)).isTrue();
        assertThat(backlog.holdsBack(WORK)).isFalse();
        assertThat(backlog.poll(NOW, true)).isNull();
        assertThat(backlog.idle(NOW, LONGEST)).isEqualTo(Duration.ofMillis(30));

        // When
        OpenRecord due = backlog.poll(NOW.plusMillis(30), true);

        // Then
        assertThat(Objects.requireNonNull(due).raw().topicPartition()).isEqualTo(RETRY);
        assertThat(backlog.holdsBack(RETRY)).isFalse();
        assertThat(backlog.idle(NOW, LONGEST)).isEqualTo(LONGEST);
    }

    @Test
    void shouldWaitNoLongerThanTheTierWhenTheHeaderSaysLater() {
        assertThat(due(RETRY, NOW.plus(Duration.ofDays(3_650)))).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void shouldNotWaitWhenTheTopicIsNoRetryTier() {
        assertThat(due(WORK, NOW.plusSeconds(30))).isEqualTo(NOW);
    }

    @Test
    void shouldForgetWhatWaitsWhenThePartitionGoes() {
        // Given
        add(RETRY, NOW.plusMillis(30));
        add(WORK, NOW);

        // When
        backlog.drop(List.of(RETRY));

        // Then
        assertThat(backlog.delayed()).isZero();
        assertThat(backlog.holdsBack(RETRY)).isTrue();
        assertThat(backlog.ready()).isOne();
    }

    private Instant due(TopicPartition partition, Instant header) {
        return times.due(raw(partition, header), NOW);
    }

    private void add(TopicPartition partition, Instant header) {
        backlog.add(new OpenRecord(raw(partition, header), new OffsetWatermark(), due(partition, header)), NOW);
    }

    private static RawRecord raw(TopicPartition partition, Instant due) {
        return RawRecord.of(MockParts.record(partition, 0, Map.of(Headers.DUE, Long.toString(due.toEpochMilli()))));
    }
}
