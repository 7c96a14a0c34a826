package io.freshet.benchmarks.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What callers saw.
 *
 * @param latencies in microseconds, of every job however it ended
 * @param outcomes how many jobs ended in which way
 * @param seconds from the first call to the last answer
 * @param driverCpuSeconds CPU time of the callers' threads
 */
public record LoadResult(Histogram latencies, Map<String, Long> outcomes, double seconds, double driverCpuSeconds) {

    /** The one outcome that is good. */
    public static final String COMPLETED = "completed";

    public LoadResult {
        outcomes = Map.copyOf(outcomes);
    }

    public long jobs() {
        return latencies.getTotalCount();
    }

    /** Jobs that did not end {@code completed}. */
    public long failures() {
        return jobs() - outcomes.getOrDefault(COMPLETED, 0L);
    }

    /** Latency in milliseconds below which a part of the jobs stayed. */
    public double percentileMs(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1_000.0;
    }

    public double maxMs() {
        return latencies.getMaxValue() / 1_000.0;
    }

    /** Jobs per second, from the first call to the last answer. */
    public double rate() {
        return jobs() / Math.max(seconds, 1e-9);
    }

    /** Of one thread; merged when all have ended. */
    static final class Tally {

        private static final int DIGITS = 3;

        private final Histogram latencies = new Histogram(DIGITS);
        private final Map<String, Long> outcomes = new TreeMap<>();
        private long cpuNanos;

        void record(long nanos, String outcome) {
            latencies.recordValue(Math.max(0, nanos / 1_000));
            outcomes.merge(outcome, 1L, Long::sum);
        }

        void cpu(long nanos) {
            cpuNanos = nanos;
        }

        static LoadResult sum(Iterable<Tally> tallies, double seconds) {
            Histogram latencies = new Histogram(DIGITS);
            Map<String, Long> outcomes = new TreeMap<>();
            long cpuNanos = 0;
            for (Tally tally : tallies) {
                latencies.add(tally.latencies);
                tally.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
                cpuNanos += tally.cpuNanos;
            }
            return new LoadResult(latencies, outcomes, seconds, cpuNanos / 1e9);
        }
    }
}
