package io.freshet.benchmarks.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcTest {

    private static final String SERVICE = "java";
    private static final String DATABASE = "postgres";

    @TempDir
    private Path proc;

    @Test
    void shouldReadTheTimesWhenTheCommandHoldsSpacesAndParentheses() {
        ProcessStat stat = ProcessStat.parse(line(42, "a (b) c) R 9", 7, 100, 20, 3, 4));
        assertThat(stat).isEqualTo(new ProcessStat(42, 7, 127));
    }

    @Test
    void shouldRefuseWhenTheLineIsCut() {
        assertThatThrownBy(() -> ProcessStat.parse("42 (java) S 7 1 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut");
        assertThatThrownBy(() -> ProcessStat.parse("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCountNeitherIdleNorDiskNorGuestsAsBusy() {
        MachineCpu cpu = MachineCpu.parse("cpu  10 1 20 400 50 3 4 2 7 7");
        assertThat(cpu).isEqualTo(new MachineCpu(40, 490));
    }

    @Test
    void shouldGiveEachProcessToTheNearestRootAboveIt() {
        List<ProcessStat> processes = List.of(
                new ProcessStat(1, 0, 0),
                new ProcessStat(10, 1, 0),
                new ProcessStat(20, 10, 0),
                new ProcessStat(21, 20, 0),
                new ProcessStat(30, 1, 0));
        assertThat(ProcFiles.owners(processes, Map.of(10L, SERVICE, 20L, DATABASE)))
                .isEqualTo(Map.of(10L, SERVICE, 20L, DATABASE, 21L, DATABASE));
    }

    @Test
    void shouldChargeProcessesByNameAndTellWhatStrangersUsed() throws IOException {
        // Given
        machine(1_000, 9_000);
        process(10, 1, 100);
        process(20, 10, 50);
        process(21, 20, 5);
        process(30, 1, 700);
        CpuMeter meter = new CpuMeter(new ProcFiles(proc), Map.of(10L, SERVICE, 20L, DATABASE));
        CpuMeter.Reading before = meter.read();
        machine(1_600, 9_400);
        process(10, 1, 300);
        process(20, 10, 150);
        process(21, 20, 105);
        process(30, 1, 900);
        // When
        CpuMeter.Reading after = meter.read();
        // Then
        assertThat(after.secondsSince(before)).isEqualTo(Map.of(SERVICE, 2.0, DATABASE, 2.0));
        assertThat(after.othersSince(before)).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void shouldCountSharedPagesOnceWhenSeveralProcessesHaveOneName() throws IOException {
        machine(1, 1);
        process(20, 1, 0);
        process(21, 20, 0);
        memory(20, 10 * 1024, 8 * 1024);
        memory(21, 7 * 1024, 4 * 1024);
        CpuMeter meter = new CpuMeter(new ProcFiles(proc), Map.of(20L, DATABASE));
        assertThat(meter.peaks()).isEqualTo(Map.of(DATABASE, 2.0 + 3.0 + 8.0));
    }

    @Test
    void shouldSayWhenTheKernelDoesNotLetPeaksStartAnew() throws IOException {
        machine(1, 1);
        process(20, 1, 0);
        CpuMeter meter = new CpuMeter(new ProcFiles(proc), Map.of(20L, DATABASE));
        assertThat(meter.resetPeaks()).isTrue();
        assertThat(proc.resolve("20").resolve("clear_refs")).hasContent("5");
        Files.delete(proc.resolve("20").resolve("clear_refs"));
        Files.createDirectory(proc.resolve("20").resolve("clear_refs"));
        assertThat(meter.resetPeaks()).isFalse();
    }

    @Test
    void shouldSayWhatIsMissingWhenTheSystemIsNotLinux() {
        assertThatThrownBy(() -> new ProcFiles(proc.resolve("none"))).hasMessageContaining("Linux");
    }

    private void machine(long busy, long idle) throws IOException {
        Files.writeString(proc.resolve("stat"), "cpu  " + busy + " 0 0 " + idle + " 0 0 0 0 0 0\ncpu0 1 1\n");
    }

    private void process(long pid, long parent, long ticks) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(folder.resolve("stat"), line(pid, "x", parent, ticks, 0, 0, 0) + "\n");
    }

    private void memory(long pid, long peak, long shared) throws IOException {
        Files.writeString(
                proc.resolve(Long.toString(pid)).resolve("status"),
                "Name:\tx\nVmHWM:\t  %d kB\nVmRSS:\t 1 kB\nRssAnon:\t1 kB\nRssFile:\t%d kB\nRssShmem:\t0 kB\n"
                        .formatted(peak, shared));
    }

    private static String line(long pid, String command, long parent, long user, long system, long cuser, long csys) {
        return pid + " (" + command + ") S " + parent + " 1 1 0 -1 4194560 5 6 7 8 " + user + ' ' + system + ' ' + cuser
                + ' ' + csys + " 20 0 30 0 12345 1000 200";
    }
}
