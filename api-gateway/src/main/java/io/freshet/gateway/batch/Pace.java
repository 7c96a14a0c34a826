package io.freshet.gateway.batch;

import java.util.List;

/**
 * How many items of all tenants may be under way, so that whatever else is asked does not queue behind them.
 *
 * <p>Interactive and bulk refreshes share the stages after the providers, and the machine. What a refresh takes beyond its
 * slowest provider shows how long that queue is; it does not depend on how slow the providers are. While it stays near what
 * it is when nothing queues, more items are let in, a few at a time; when it grows, fewer by a part (additive increase,
 * multiplicative decrease, as TCP does, RFC 5681). What it is when nothing queues is the least that was seen, which is
 * forgotten slowly, because trees take longer than single companies. Not for several threads.
 */
final class Pace {

    static final int LEAST = 4;
    static final int MOST = 2000;
    private static final int START = 8;
    private static final double STEP = 2;
    private static final double BACK = 0.8;
    /** Times the quiet overhead that are still no queue. */
    private static final double TOLERANCE = 2;
    /** Differences below this are noise. */
    private static final double NOISE_MS = 40;

    private static final double FORGET = 1.002;

    private double limit = START;
    private double quietMs = Double.POSITIVE_INFINITY;

    int limit() {
        return (int) limit;
    }

    /**
     * Takes what was seen since the last time.
     *
     * @param overheadMs of each refresh that has completed, milliseconds
     * @param full whether the limit kept items waiting
     */
    void observe(List<Long> overheadMs, boolean full) {
        if (overheadMs.isEmpty()) {
            return;
        }
        double median = overheadMs.stream().sorted().toList().get(overheadMs.size() / 2);
        quietMs = Math.min(median, quietMs * FORGET);
        if (median > Math.max(NOISE_MS, TOLERANCE * quietMs)) {
            limit = Math.max(LEAST, limit * BACK);
        } else if (full) {
            limit = Math.min(MOST, limit + STEP);
        }
    }
}
