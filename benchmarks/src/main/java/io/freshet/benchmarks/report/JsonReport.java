package io.freshet.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Measurements as JSON; benchmarks/README.md describes the document. */
public final class JsonReport {

    private static final int FORMAT = 1;

    private JsonReport() {}

    /**
     * The whole document.
     *
     * @param facts what is known of time, sources, machine and flags; copied in front
     */
    public static ObjectNode of(ObjectNode facts, List<Measurement> measurements) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        document.setAll(facts.deepCopy());
        ArrayNode summaries = document.putArray("summary");
        Summary.of(measurements).forEach(summary -> summaries.add(summary(summary)));
        ArrayNode runs = document.putArray("runs");
        measurements.forEach(measurement -> runs.add(run(measurement)));
        return document;
    }

    private static ObjectNode summary(Summary summary) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("workload", summary.workload())
                .put("case", summary.name())
                .put("rounds", summary.rounds());
        summary.figures()
                .forEach((name, spread) -> put(
                        node,
                        name,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("median", rounded(spread.median()))
                                .put("min", rounded(spread.min()))
                                .put("max", rounded(spread.max()))));
        return node;
    }

    private static ObjectNode run(Measurement measurement) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("workload", measurement.workload())
                .put("case", measurement.name())
                .put("round", measurement.round());
        ObjectNode outcomes = node.putObject("outcomes");
        measurement.outcomes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(outcome -> outcomes.put(outcome.getKey(), outcome.getValue()));
        measurement.figures().forEach((name, value) -> put(node, name, DoubleNode.valueOf(rounded(value))));
        return node;
    }

    /** Puts a value where the slashes of its name lead. */
    private static void put(ObjectNode root, String name, JsonNode value) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            root.set(name, value);
        } else {
            put(root.withObjectProperty(name.substring(0, slash)), name.substring(slash + 1), value);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
