package io.freshet.benchmarks.machine;

import java.util.List;

/**
 * What {@code /proc/<pid>/status} says of a process's resident memory, in KiB.
 *
 * @param peak the most that it was ({@code VmHWM})
 * @param shared pages of files and of shared memory in it now, which other processes may have too
 */
record ProcessMemory(long peak, long shared) {

    static ProcessMemory parse(List<String> lines) {
        return new ProcessMemory(kib(lines, "VmHWM:"), kib(lines, "RssFile:") + kib(lines, "RssShmem:"));
    }

    /** A kernel thread or a process on its way out has no such line. */
    private static long kib(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").trim())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
