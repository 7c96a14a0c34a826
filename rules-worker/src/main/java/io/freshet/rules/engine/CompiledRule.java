package io.freshet.rules.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A rule that can be evaluated; a shadow one is reported but never acts nor counts. */
record CompiledRule(
        String id,
        int version,
        String name,
        double score,
        boolean shadow,
        Condition condition,
        List<JsonNode> actions) {

    CompiledRule {
        actions = List.copyOf(actions);
    }
}
