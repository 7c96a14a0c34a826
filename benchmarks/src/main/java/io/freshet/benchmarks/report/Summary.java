package io.freshet.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rounds of one case, figure by figure.
 *
 * @param figures in the order of the measurements
 */
public record Summary(String workload, String name, int rounds, Map<String, Spread> figures) {

    public Summary {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** Median, least and most of some values. */
    public record Spread(double median, double min, double max) {

        /**
         * Of at least one value.
         *
         * @throws IllegalArgumentException when there is none
         */
        static Spread of(List<Double> values) {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("no values");
            }
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            double median =
                    sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            return new Spread(median, sorted.getFirst(), sorted.getLast());
        }
    }

    /** One summary per case, in the order in which the cases were first run. */
    public static List<Summary> of(List<Measurement> measurements) {
        Map<List<String>, List<Measurement>> cases = new LinkedHashMap<>();
        measurements.forEach(
                each -> cases.computeIfAbsent(List.of(each.workload(), each.name()), name -> new ArrayList<>())
                        .add(each));
        return cases.values().stream().map(Summary::ofCase).toList();
    }

    private static Summary ofCase(List<Measurement> rounds) {
        Set<String> names = new LinkedHashSet<>();
        rounds.forEach(round -> names.addAll(round.figures().keySet()));
        Map<String, Spread> figures = new LinkedHashMap<>();
        for (String name : names) {
            List<Double> values = rounds.stream()
                    .map(round -> round.figure(name))
                    .filter(value -> !value.isNaN())
                    .toList();
            figures.put(name, Spread.of(values));
        }
        Measurement first = rounds.getFirst();
        return new Summary(first.workload(), first.name(), rounds.size(), figures);
    }
}
