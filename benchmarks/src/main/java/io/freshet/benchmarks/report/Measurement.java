package io.freshet.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run of a case gave.
 *
 * @param workload W1 or W3
 * @param name of the case, such as {@code 64 clients}
 * @param round from 1
 * @param figures by name, in the order in which they are to be shown; a slash in a name groups, as in {@code latencyMs/p50}
 * @param outcomes how many jobs ended in which way
 */
public record Measurement(
        String workload, String name, int round, Map<String, Double> figures, Map<String, Long> outcomes) {

    public Measurement {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        outcomes = Map.copyOf(outcomes);
    }

    /** A figure, or NaN when this case has none of that name. */
    public double figure(String figureName) {
        return figures.getOrDefault(figureName, Double.NaN);
    }
}
