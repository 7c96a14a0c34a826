package io.freshet.benchmarks.machine;

/**
 * What {@code /proc/<pid>/stat} says of a process, as proc(5) numbers its fields.
 *
 * @param pid process
 * @param parent its parent
 * @param cpuTicks user and system time of the process and of the children that it has waited for, in clock ticks
 */
record ProcessStat(long pid, long parent, long cpuTicks) {

    private static final int FIELDS_BEFORE_STATE = 3;
    private static final int PARENT = 4;
    private static final int UTIME = 14;
    private static final int STIME = 15;
    private static final int CUTIME = 16;
    private static final int CSTIME = 17;

    /**
     * Reads one line.
     *
     * @throws IllegalArgumentException when it is none of a process
     */
    static ProcessStat parse(String line) {
        // The command stands in parentheses and may itself hold spaces and parentheses.
        int open = line.indexOf(" (");
        int close = line.lastIndexOf(") ");
        if (open < 0 || close < open) {
            throw new IllegalArgumentException("no line of /proc/<pid>/stat: " + line);
        }
        String[] rest = line.substring(close + 2).trim().split(" ");
        if (rest.length <= CSTIME - FIELDS_BEFORE_STATE) {
            throw new IllegalArgumentException("a cut line of /proc/<pid>/stat: " + line);
        }
        long ticks = field(rest, UTIME) + field(rest, STIME) + field(rest, CUTIME) + field(rest, CSTIME);
        return new ProcessStat(Long.parseLong(line.substring(0, open)), field(rest, PARENT), ticks);
    }

    private static long field(String[] fromState, int number) {
        return Long.parseLong(fromState[number - FIELDS_BEFORE_STATE]);
    }
}
