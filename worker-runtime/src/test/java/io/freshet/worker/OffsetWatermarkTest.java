package io.freshet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OffsetWatermarkTest {

    @RepeatedTest(50)
    void shouldNeverCommitPastARecordThatIsNotDone() {
        // Given
        Random random = new Random();
        OffsetWatermark watermark = new OffsetWatermark();
        List<Long> offsets = new ArrayList<>();
        for (long offset = random.nextInt(100); offsets.size() < 200; offset += 1 + random.nextInt(3)) {
            offsets.add(offset);
            watermark.add(offset);
        }
        List<Long> order = new ArrayList<>(offsets);
        Collections.shuffle(order, random);
        Set<Long> open = new HashSet<>(offsets);
        for (long offset : order) {
            // When
            watermark.complete(offset);
            open.remove(offset);
            // Then
            long expected = open.isEmpty() ? offsets.getLast() + 1 : Collections.min(open);
            boolean nothingNew = expected == offsets.getFirst();
            assertThat(watermark.toCommit().isEmpty()).isEqualTo(nothingNew);
            watermark.toCommit().ifPresent(commit -> assertThat(commit).isEqualTo(expected));
        }
        assertThat(watermark.openCount()).isZero();
    }

    @Test
    void shouldOfferNothingTwiceWhenItWasCommitted() {
        OffsetWatermark watermark = new OffsetWatermark();
        watermark.add(5);
        watermark.complete(5);
        assertThat(watermark.toCommit()).hasValue(6);
        watermark.committed(6);
        assertThat(watermark.toCommit()).isEmpty();
    }
}
