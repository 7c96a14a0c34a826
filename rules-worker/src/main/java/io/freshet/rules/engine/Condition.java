package io.freshet.rules.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A compiled condition. Evaluating appends to {@code leaves} what each leaf expected and found. */
sealed interface Condition {

    boolean holds(JsonNode document, Instant now, ArrayNode leaves);

    /** How a group joins its conditions. */
    enum Join {
        AND,
        OR,
        NOT,
        XOR
    }

    /** A group. Every condition is evaluated, so that each is explained; NOT means that none of them holds. */
    record Group(Join join, List<Condition> conditions) implements Condition {

        public Group {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(JsonNode document, Instant now, ArrayNode leaves) {
            int holding = 0;
            for (Condition condition : conditions) {
                holding += condition.holds(document, now, leaves) ? 1 : 0;
            }
            return switch (join) {
                case AND -> holding == conditions.size();
                case OR -> holding > 0;
                case NOT -> holding == 0;
                case XOR -> holding == 1;
            };
        }
    }

    /**
     * A comparison. Where the path ranges over arrays, any value that matches is enough; a missing field matches only what
     * asks for absence.
     */
    record Leaf(String id, String field, List<String> path, Operator operator, JsonNode expected, Operator.Test test)
            implements Condition {

        private static final int MOST_SHOWN = 5;

        public Leaf {
            path = List.copyOf(path);
        }

        @Override
        public boolean holds(JsonNode document, Instant now, ArrayNode leaves) {
            List<JsonNode> found = new ArrayList<>();
            collect(document, 0, found);
            boolean holds = found.isEmpty()
                    ? operator.isAboutAbsence()
                    : found.stream().anyMatch(value -> test.matches(value, now));
            ObjectNode explained = leaves.addObject()
                    .put("id", id)
                    .put("field", field)
                    .put("operator", operator.word())
                    .put("matched", holds);
            explained.set("expected", expected);
            explained.set("actual", shown(found));
            return holds;
        }

        private static JsonNode shown(List<JsonNode> found) {
            if (found.size() <= 1) {
                return found.isEmpty() ? JsonNodeFactory.instance.nullNode() : found.getFirst();
            }
            ArrayNode several = JsonNodeFactory.instance.arrayNode();
            found.stream().limit(MOST_SHOWN).forEach(several::add);
            return several;
        }

        private void collect(JsonNode node, int step, List<JsonNode> found) {
            if (node.isMissingNode() || node.isNull()) {
                return;
            }
            if (step == path.size()) {
                found.add(node);
                return;
            }
            if (path.get(step).equals("$")) {
                for (JsonNode item : node) {
                    collect(item, step + 1, found);
                }
                return;
            }
            collect(node.path(path.get(step)), step + 1, found);
        }
    }
}
