package io.freshet.enrichment.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.enrichment.guard.Permits;
import io.freshet.enrichment.guard.Permits.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random workers on a clock that the test moves: what the provider sees, and what is left unused. */
class PermitsPropertyIT {

    private static final long PERIOD = 10_000;
    private static final int PERMITS = 60;
    private static final Permits.Limit LIMIT =
            new Permits.Limit("p|", PERMITS, Duration.ofMillis(PERIOD + 1), Duration.ofSeconds(12));

    /** Something that happens at a moment of the virtual clock. */
    private record Event(long at, Runnable what) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    private final List<Long> seen = new ArrayList<>();
    private long now = VirtualPermits.START;

    @Test
    void shouldNeverLetMoreThroughInAnyWindowAndUseNearlyAllWhileWorkWaits() {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dtest.seed=" + seed + ")");
        Random random = new Random(seed);
        try (VirtualPermits virtual = new VirtualPermits()) {
            // Given: three workers that never run out of work, requests of 5 to 400 ms, some lost with their worker
            for (int worker = 0; worker < 3; worker++) {
                events.add(new Event(now + worker * 17L, () -> work(virtual.permits, random)));
            }
            // When
            long end = now + 12 * PERIOD;
            while (now < end) {
                Event next = events.remove();
                now = next.at();
                virtual.at(now);
                next.what().run();
            }
        }
        // Then
        assertThat(most(seen)).isLessThanOrEqualTo(PERMITS);
        long counted = seen.stream()
                .filter(at -> at < VirtualPermits.START + 11 * PERIOD)
                .count();
        assertThat((double) counted / (11 * PERMITS)).isGreaterThan(0.9);
    }

    private void work(Permits permits, Random random) {
        int wanted = 1 + random.nextInt(8);
        Permits.Taken taken = permits.take(LIMIT, new Permits.Demand(wanted, 0, 0, Duration.ofSeconds(4)));
        for (Permit permit : taken.first()) {
            send(permits, permit, random);
        }
        long pause =
                taken.first().size() == wanted ? 20 : Math.clamp(taken.delay().toMillis(), 40, 250);
        events.add(new Event(now + pause, () -> work(permits, random)));
    }

    private void send(Permits permits, Permit permit, Random random) {
        long start = now + Math.round(permit.delay().toNanos() / 1e6 + 0.5);
        if (random.nextInt(50) == 0) {
            events.add(new Event(start, () -> permits.unused(LIMIT, List.of(permit))));
            return;
        }
        long takes = 5L + random.nextInt(395);
        // The provider sees it at any time between its start and its answer.
        seen.add(start + random.nextInt((int) takes));
        if (random.nextInt(400) != 0) {
            events.add(new Event(start + takes, () -> permits.answered(LIMIT, List.of(permit))));
        }
    }

    /** The most moments in any window of the period. */
    private static int most(List<Long> moments) {
        List<Long> sorted = moments.stream().sorted().toList();
        int most = 0;
        int first = 0;
        for (int i = 0; i < sorted.size(); i++) {
            while (sorted.get(i) - sorted.get(first) > PERIOD) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    @Test
    void shouldGrowTheWaitsOfRefusalsWithoutATimeAndForgetThemAfterAnAnswer() {
        try (VirtualPermits virtual = new VirtualPermits()) {
            Permits permits = virtual.permits;
            List<Long> waits = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Duration wait = permits.refused("q|", Duration.ZERO);
                // Those who were under way at the same time change nothing.
                assertThat(permits.refused("q|", Duration.ZERO)).isEqualTo(wait);
                assertThat(permits.blocked("q|")).isEqualTo(wait);
                waits.add(wait.toSeconds());
                virtual.move(wait.toMillis() + 1);
            }
            assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
            permits.accepted("q|");
            assertThat(permits.refused("q|", Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
            assertThat(permits.refused("q|", Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
            Permits.Taken taken = permits.take(
                    new Permits.Limit("q|", 5, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                    new Permits.Demand(1, 1, 0, Duration.ofSeconds(4)));
            assertThat(taken.first()).isEmpty();
            assertThat(taken.bulk()).isEmpty();
            assertThat(taken.delay()).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(91));
        }
    }

    @Test
    void shouldKeepTheReserveFromBulkWorkAndTakeBackWhatWasSetBeforeTheClockWentBack() {
        try (VirtualPermits virtual = new VirtualPermits()) {
            Permits permits = virtual.permits;
            Permits.Limit limit = new Permits.Limit("r|", 10, Duration.ofSeconds(60), Duration.ofSeconds(5));
            assertThat(permits.take(limit, new Permits.Demand(0, 20, 3, Duration.ZERO))
                            .bulk())
                    .hasSize(7);
            Permits.Taken first = permits.take(limit, new Permits.Demand(5, 1, 3, Duration.ofSeconds(4)));
            assertThat(first.first()).hasSize(3);
            assertThat(first.bulk()).isEmpty();
            // When
            virtual.move(-3_600_000);
            // Then
            assertThat(permits.take(limit, new Permits.Demand(5, 0, 0, Duration.ofSeconds(4)))
                            .first())
                    .hasSize(5)
                    .allSatisfy(permit -> assertThat(permit.delay()).isZero());
        }
    }
}
