package io.freshet.benchmarks.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The processes of a Linux machine, as its folder {@code /proc} shows them. */
public final class ProcFiles {

    /** Linux counts in hundredths of a second on every architecture that has a JDK of today. */
    static final double TICKS_PER_SECOND = 100;

    private static final String RESET_PEAK = "5";

    private final Path proc;

    /**
     * Over a folder.
     *
     * @throws IllegalStateException when it is not there, as on systems other than Linux
     */
    public ProcFiles(Path proc) {
        if (!Files.isReadable(proc.resolve("stat"))) {
            throw new IllegalStateException("benchmarks need Linux: " + proc + " cannot be read");
        }
        this.proc = proc;
    }

    MachineCpu machine() {
        return MachineCpu.parse(lines(proc.resolve("stat")).orElseThrow().getFirst());
    }

    /** Every process that is there. */
    List<ProcessStat> processes() {
        List<ProcessStat> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(proc)) {
            folders.filter(folder -> folder.getFileName().toString().matches("[0-9]+"))
                    .forEach(folder -> lines(folder.resolve("stat"))
                            .map(List::getFirst)
                            .map(ProcessStat::parse)
                            .ifPresent(found::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Empty when the process has ended. */
    Optional<ProcessMemory> memory(long pid) {
        return lines(proc.resolve(Long.toString(pid)).resolve("status")).map(ProcessMemory::parse);
    }

    /** Lets the peak of a process's memory start anew; false when the kernel does not permit it. */
    boolean resetPeak(long pid) {
        try {
            Files.writeString(proc.resolve(Long.toString(pid)).resolve("clear_refs"), RESET_PEAK);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The processes below some roots.
     *
     * @param roots names by process id
     * @return the name of each process: of itself or of the nearest root above it; strangers are left out
     */
    static Map<Long, String> owners(List<ProcessStat> processes, Map<Long, String> roots) {
        Map<Long, Long> parents = new HashMap<>();
        processes.forEach(process -> parents.put(process.pid(), process.parent()));
        Map<Long, String> owners = new HashMap<>();
        for (ProcessStat process : processes) {
            Set<Long> seen = new HashSet<>();
            Long at = process.pid();
            while (at != null && !roots.containsKey(at) && seen.add(at)) {
                at = parents.get(at);
            }
            String owner = at == null ? null : roots.get(at);
            if (owner != null) {
                owners.put(process.pid(), owner);
            }
        }
        return owners;
    }

    private static Optional<List<String>> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
        } catch (IOException e) {
            return Optional.empty(); // The process ended between the listing and the look.
        }
    }
}
