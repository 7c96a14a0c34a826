package io.freshet.simulator.fault;

import java.util.Optional;
import java.util.Random;

/** How long an answer waits, in milliseconds; distributions give the same times for the same seed and order of calls. */
public sealed interface Latency {

    int LONGEST_MS = 600_000;

    /** Of the next call. */
    long nextMs();

    /** The same each time. */
    record Fixed(int milliseconds) implements Latency {
        @Override
        public long nextMs() {
            return milliseconds;
        }
    }

    /** Every time between two is as likely. */
    record Uniform(int minMs, int maxMs, Random random) implements Latency {
        @Override
        public long nextMs() {
            return random.nextLong(minMs, maxMs + 1L);
        }
    }

    /** Most are near the median, a few far above it, as with services under load. */
    record LogNormal(int medianMs, int p99Ms, Random random) implements Latency {

        /** Of the standard normal distribution. */
        private static final double P99 = 2.326_347_874;

        @Override
        public long nextMs() {
            double sigma = Math.log(p99Ms / (double) medianMs) / P99;
            double time = medianMs * Math.exp(sigma * random.nextGaussian());
            return Math.min(LONGEST_MS, Math.round(time));
        }
    }

    /** Reads {@code latencyMs} or {@code latency}; no latency where neither is there. */
    static Latency read(Fields fields) {
        if (fields.atMostOne("latencyMs", "latency").equals(Optional.of("latency"))) {
            return distribution(fields.object("latency").orElseThrow());
        }
        return new Fixed(fields.integer("latencyMs", 0, LONGEST_MS, 0));
    }

    private static Latency distribution(Fields fields) {
        fields.only("minMs", "maxMs", "medianMs", "p99Ms", "seed");
        Random random = new Random(fields.integer("seed", 0, Integer.MAX_VALUE, 1));
        if (fields.has("medianMs") || fields.has("p99Ms")) {
            fields.atMostOne("medianMs", "minMs");
            fields.atMostOne("medianMs", "maxMs");
            int median = fields.integer("medianMs", 1, LONGEST_MS, 0);
            int p99 = fields.integer("p99Ms", 1, LONGEST_MS, 0);
            if (median == 0 || p99 < median) {
                throw fields.wrong(median == 0 ? "medianMs" : "p99Ms", "medianMs and p99Ms, which is not below it");
            }
            return new LogNormal(median, p99, random);
        }
        int least = fields.integer("minMs", 0, LONGEST_MS, 0);
        int most = fields.integer("maxMs", 0, LONGEST_MS, -1);
        if (most < least) {
            throw fields.wrong("maxMs", "maxMs, which is not below minMs");
        }
        return new Uniform(least, most, random);
    }
}
