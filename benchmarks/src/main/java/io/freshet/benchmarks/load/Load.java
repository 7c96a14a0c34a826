package io.freshet.benchmarks.load;

/** How jobs arrive. */
public sealed interface Load {

    /** How many jobs there are. */
    int jobs();

    /** How many callers there may be at once. */
    int callers();

    /** A number of callers, each of whom waits for the end of its job before the next. Latency counts from the call. */
    record Closed(int jobs, int callers) implements Load {}

    /**
     * Jobs arrive at a steady rate, whether or not those before them have ended. Latency counts from the moment at which a
     * job was to arrive, also when no caller was free then: a stall shows in every job that it held up.
     *
     * @param perSecond arrivals
     */
    record Open(int jobs, int callers, double perSecond) implements Load {

        public Open {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("a rate must be above 0, not " + perSecond);
            }
        }

        /** Nanoseconds after the start at which a job is to arrive. */
        long dueNanos(int job) {
            return (long) (job * 1e9 / perSecond);
        }
    }
}
