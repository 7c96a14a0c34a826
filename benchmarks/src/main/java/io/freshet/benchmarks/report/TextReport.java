package io.freshet.benchmarks.report;

import io.freshet.benchmarks.report.Summary.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Summaries as tables for a person: medians, and least and most in brackets when there were several rounds. */
public final class TextReport {

    private static final List<Column> COLUMNS = List.of(
            new Column("jobs/s", "jobsPerSecond"),
            new Column("p50 ms", "latencyMs/p50"),
            new Column("p90 ms", "latencyMs/p90"),
            new Column("p99 ms", "latencyMs/p99"),
            new Column("max ms", "latencyMs/max"),
            new Column("x critical", "timeOverCriticalPath"),
            new Column("nodes/s", "nodesPerSecond"),
            new Column("p99 / alone", "p99OverAlone"),
            new Column("batch items/s", "batch/itemsPerSecond"),
            new Column("1st / 2nd tenant", "batch/startedOfFirstOverSecond"),
            new Column("records/job", "records/perJob"),
            new Column("commits/job", "commits/perJob"),
            new Column("writing/job", "commits/writingPerJob"),
            new Column("others CPU %", "othersCpuPercent"));

    private TextReport() {}

    private record Column(String title, String figure) {}

    /** Three tables: the cases, CPU by process, memory by process. */
    public static String of(List<Measurement> measurements) {
        List<Summary> summaries = Summary.of(measurements);
        return "Medians (least - most of the rounds)\n\n" + table(cases(summaries))
                + "\nCPU seconds per 1,000 jobs\n\n" + table(byProcess(summaries, "cpuSecondsPer1000Jobs/"))
                + "\nPeak resident memory, MiB\n\n" + table(byProcess(summaries, "peakMemoryMiB/"));
    }

    private static List<List<String>> cases(List<Summary> summaries) {
        List<Column> columns = COLUMNS.stream()
                .filter(column ->
                        summaries.stream().anyMatch(each -> each.figures().containsKey(column.figure())))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("case", columns.stream().map(Column::title).toList()));
        for (Summary summary : summaries) {
            rows.add(row(
                    title(summary),
                    columns.stream()
                            .map(column -> cell(summary, column.figure()))
                            .toList()));
        }
        return rows;
    }

    private static List<List<String>> byProcess(List<Summary> summaries, String group) {
        TreeSet<String> figures = new TreeSet<>();
        summaries.forEach(summary -> summary.figures().keySet().stream()
                .filter(name -> name.startsWith(group))
                .forEach(figures::add));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("process", summaries.stream().map(TextReport::title).toList()));
        for (String figure : figures) {
            rows.add(row(
                    figure.substring(group.length()),
                    summaries.stream().map(summary -> cell(summary, figure)).toList()));
        }
        return rows;
    }

    private static List<String> row(String head, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(head));
        row.addAll(cells);
        return row;
    }

    private static String title(Summary summary) {
        return summary.workload() + ' ' + summary.name();
    }

    private static String cell(Summary summary, String figure) {
        Map<String, Spread> figures = summary.figures();
        Spread spread = figures.get(figure);
        if (spread == null) {
            return "-";
        }
        String median = number(spread.median());
        return summary.rounds() == 1
                ? median
                : median + " (" + number(spread.min()) + " - " + number(spread.max()) + ')';
    }

    /** Three digits that mean something are enough to compare. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? cell + padding : "  " + padding + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
