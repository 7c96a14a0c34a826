package io.freshet.enrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the screening that a mapping gave into one that can be trusted in form. What is a set comes out sorted, so that the
 * order of a provider's answer makes no difference between two screenings.
 */
final class ScreeningReader {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Pattern SCORE =
            Pattern.compile("0|1|0\\.[0-9]{1,20}|1\\.0{1,20}|[1-9](\\.[0-9]{1,20})?E-[0-9]{1,2}");
    private static final Comparator<ObjectNode> BEST_FIRST = Comparator.<ObjectNode>comparingDouble(
                    hit -> -hit.path("score").asDouble(0))
            .thenComparing(hit -> hit.path("id").asText())
            .thenComparing(hit -> hit.path("name").asText());

    private ScreeningReader() {}

    /**
     * Reads a screening.
     *
     * @param cleaned texts, lists and objects without empty ones
     * @return null when it does not say how many entries matched: then nobody can tell whether the party was screened
     */
    static @Nullable JsonNode read(@Nullable JsonNode cleaned, String provider) {
        if (cleaned == null || !NUMBER.matcher(cleaned.path("total").asText()).matches()) {
            return null;
        }
        List<ObjectNode> hits = new ArrayList<>();
        for (JsonNode hit : cleaned.path("hits")) {
            if (hit.isObject()) {
                hits.add(hit(hit, provider));
            }
        }
        hits.sort(BEST_FIRST);
        ObjectNode screening = JsonNodeFactory.instance.objectNode();
        screening.put("total", Math.max(cleaned.path("total").asInt(), hits.size()));
        put(screening, "by", texts(cleaned.path("by")));
        put(screening, "hits", JsonNodeFactory.instance.arrayNode().addAll(hits));
        return screening;
    }

    private static ObjectNode hit(JsonNode hit, String provider) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        for (String key : new String[] {"id", "name", "schema"}) {
            if (hit.path(key).isTextual()) {
                read.set(key, hit.get(key));
            }
        }
        String score = hit.path("score").asText();
        if (SCORE.matcher(score).matches()) {
            read.put("score", Double.parseDouble(score));
        }
        put(read, "topics", texts(hit.path("topics")));
        put(read, "datasets", texts(hit.path("datasets")));
        return read.put("source", provider);
    }

    private static void put(ObjectNode object, String key, ArrayNode list) {
        if (!list.isEmpty()) {
            object.set(key, list);
        }
    }

    private static ArrayNode texts(JsonNode list) {
        TreeSet<String> texts = new TreeSet<>();
        list.forEach(item -> {
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        });
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        texts.forEach(sorted::add);
        return sorted;
    }
}
