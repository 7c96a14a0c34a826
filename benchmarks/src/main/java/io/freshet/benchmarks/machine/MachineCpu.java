package io.freshet.benchmarks.machine;

/**
 * Time of all processors since the machine started, from the first line of {@code /proc/stat}.
 *
 * @param busyTicks neither idle nor waiting for a disk, in clock ticks
 * @param allTicks busy or not
 */
record MachineCpu(long busyTicks, long allTicks) {

    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    /** user, nice, system, idle, iowait, irq, softirq, steal; the guests' time after them is part of user and nice. */
    private static final int FIELDS = 8;

    static MachineCpu parse(String line) {
        String[] fields = line.trim().split("\\s+", -1);
        if (!fields[0].equals("cpu") || fields.length <= FIELDS) {
            throw new IllegalArgumentException("no first line of /proc/stat: " + line);
        }
        long all = 0;
        long idle = 0;
        for (int i = 1; i <= FIELDS; i++) {
            long ticks = Long.parseLong(fields[i]);
            all += ticks;
            idle += i == IDLE || i == IOWAIT ? ticks : 0;
        }
        return new MachineCpu(all - idle, all);
    }
}
