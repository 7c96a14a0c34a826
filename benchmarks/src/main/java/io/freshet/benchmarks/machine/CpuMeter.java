package io.freshet.benchmarks.machine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures what named processes, each with its children, use of the machine. */
public final class CpuMeter {

    private final ProcFiles files;
    private final Map<Long, String> roots;

    /**
     * A meter.
     *
     * @param roots names by process id
     */
    public CpuMeter(ProcFiles files, Map<Long, String> roots) {
        this.files = files;
        this.roots = Map.copyOf(roots);
    }

    /** Where all clocks stand at one moment. */
    public record Reading(Map<String, Long> ticks, long busyTicks, long allTicks) {

        public Reading {
            ticks = Map.copyOf(ticks);
        }

        /**
         * What was used since an earlier reading.
         *
         * @return seconds of CPU by name
         */
        public Map<String, Double> secondsSince(Reading earlier) {
            Map<String, Double> seconds = new TreeMap<>();
            ticks.forEach((name, now) -> seconds.put(
                    name, Math.max(0, now - earlier.ticks().getOrDefault(name, 0L)) / ProcFiles.TICKS_PER_SECOND));
            return seconds;
        }

        /** The part of all processors, from 0 to 1, that processes without a name used since an earlier reading. */
        public double othersSince(Reading earlier) {
            long ours = total(this) - total(earlier);
            long all = Math.max(1, allTicks - earlier.allTicks());
            return Math.clamp((busyTicks - earlier.busyTicks() - ours) / (double) all, 0.0, 1.0);
        }

        private static long total(Reading reading) {
            return reading.ticks().values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public Reading read() {
        MachineCpu machine = files.machine();
        List<ProcessStat> processes = files.processes();
        Map<Long, String> owners = ProcFiles.owners(processes, roots);
        Map<String, Long> ticks = new HashMap<>();
        for (ProcessStat process : processes) {
            String owner = owners.get(process.pid());
            if (owner != null) {
                ticks.merge(owner, process.cpuTicks(), Long::sum);
            }
        }
        return new Reading(ticks, machine.busyTicks(), machine.allTicks());
    }

    /** Lets the peaks of memory start anew; false when that was not permitted for all. */
    public boolean resetPeaks() {
        boolean all = true;
        for (long pid : ProcFiles.owners(files.processes(), roots).keySet()) {
            all &= files.resetPeak(pid);
        }
        return all;
    }

    /**
     * Peaks of resident memory by name, in MiB. Of several processes with one name, the pages that they may share are
     * counted once.
     */
    public Map<String, Double> peaks() {
        Map<String, Long> own = new TreeMap<>();
        Map<String, Long> shared = new HashMap<>();
        ProcFiles.owners(files.processes(), roots)
                .forEach((pid, name) -> files.memory(pid).ifPresent(memory -> {
                    own.merge(name, Math.max(0, memory.peak() - memory.shared()), Long::sum);
                    shared.merge(name, Math.min(memory.peak(), memory.shared()), Math::max);
                }));
        Map<String, Double> peaks = new TreeMap<>();
        own.forEach((name, kib) -> peaks.put(name, (kib + shared.getOrDefault(name, 0L)) / 1024.0));
        return peaks;
    }
}
