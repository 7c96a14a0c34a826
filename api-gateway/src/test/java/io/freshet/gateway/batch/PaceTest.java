package io.freshet.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final List<Long> QUIET = List.of(40L, 45L, 200L);
    private static final List<Long> QUEUED = List.of(40L, 900L, 1_100L);

    private final Pace pace = new Pace();

    @Test
    void shouldLetMoreInWhileNothingQueues() {
        int before = pace.limit();
        observe(10, QUIET, true);
        assertThat(pace.limit()).isEqualTo(before + 20);
    }

    @Test
    void shouldNotGrowWhenTheLimitKeepsNothingWaiting() {
        int before = pace.limit();
        observe(10, QUIET, false);
        assertThat(pace.limit()).isEqualTo(before);
    }

    @Test
    void shouldLetFewerInWhenRefreshesQueue() {
        observe(50, QUIET, true);
        int before = pace.limit();
        observe(1, QUEUED, true);
        assertThat(pace.limit()).isEqualTo((int) (before * 0.8));
    }

    @Test
    void shouldStayWithinItsBounds() {
        observe(2_000, QUIET, true);
        assertThat(pace.limit()).isEqualTo(Pace.MOST);
        observe(60, QUEUED, true);
        assertThat(pace.limit()).isEqualTo(Pace.LEAST);
    }

    @Test
    void shouldGetUsedToRefreshesThatTakeLonger() {
        observe(1, QUIET, true);
        observe(3_000, List.of(900L), true);
        assertThat(pace.limit()).isGreaterThan(100);
    }

    @Test
    void shouldTakeSmallDifferencesForNoise() {
        int before = pace.limit();
        observe(1, List.of(5L), true);
        observe(1, List.of(35L), true);
        assertThat(pace.limit()).isEqualTo(before + 4);
    }

    @Test
    void shouldKeepItsLimitWhenNothingHasCompleted() {
        int before = pace.limit();
        observe(5, List.of(), true);
        assertThat(pace.limit()).isEqualTo(before);
    }

    private void observe(int times, List<Long> overheadMs, boolean full) {
        for (int i = 0; i < times; i++) {
            pace.observe(overheadMs, full);
        }
    }
}
