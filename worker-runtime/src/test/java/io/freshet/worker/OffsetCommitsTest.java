package io.freshet.worker;

import static io.freshet.worker.MockParts.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetCommitsTest {

    private final AtomicInteger wakeups = new AtomicInteger();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            if (wakeups.getAndDecrement() > 0) {
                throw new WakeupException();
            }
            super.commitSync(offsets, timeout);
        }
    };
    private final OffsetCommits commits =
            new OffsetCommits(consumer, new WorkerMetrics(new SimpleMeterRegistry(), "test"));

    @BeforeEach
    void own() {
        consumer.assign(List.of(WORK));
    }

    @Test
    void shouldNotCommitForTheNewTimeOfOwningWhenARecordOfTheOldOneEndsLate() {
        // Given
        OffsetWatermark before = commits.opened(WORK, 5);
        commits.forget(List.of(WORK));
        commits.opened(WORK, 5);

        // When
        before.complete(5);
        commits.commitAllNow();

        // Then
        assertThat(before.isAbandoned()).isTrue();
        assertThat(committed()).isNull();
        assertThat(commits.heldBack()).isZero();
    }

    @Test
    void shouldCommitEvenSoWhenTheCallToEndHitsTheCommit() {
        // Given
        commits.opened(WORK, 5).complete(5);
        wakeups.set(1);

        // When
        commits.commitAllNow();

        // Then
        assertThat(committed()).isEqualTo(new OffsetAndMetadata(6));
    }

    @Test
    void shouldCountAfreshWhenTheLogGoesOnBeforeWhatWasRead() {
        // Given
        commits.opened(WORK, 500).complete(500);
        commits.commitAllNow();

        // When
        commits.opened(WORK, 0).complete(0);
        commits.commitAllNow();

        // Then
        assertThat(committed()).isEqualTo(new OffsetAndMetadata(1));
    }

    @Test
    void shouldReadNoFurtherWhenOneRecordHoldsBackTooMany() {
        for (long offset = 0; offset < 10_000; offset++) {
            assertThat(commits.isFull(WORK)).isFalse();
            OffsetWatermark watermark = commits.opened(WORK, offset);
            if (offset > 0) {
                watermark.complete(offset);
            }
        }
        assertThat(commits.isFull(WORK)).isTrue();
        assertThat(commits.heldBack()).isEqualTo(9_999);
    }

    private @Nullable OffsetAndMetadata committed() {
        return consumer.committed(Set.of(WORK)).get(WORK);
    }
}
