package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes under which a profile is compared over time and shown to others. */
final class CanonicalAttributes {

    private static final Map<String, String> COMPANY = mapping(List.of(
            "fullName", "legal_name",
            "tradeNames", "trade_names",
            "legalForm", "legal_form",
            "status.code", "registration_status",
            "taxId", "tax_identifier",
            "otherIds.lei", "lei",
            "incorporationDate", "formation_date",
            "address", "registered_address",
            "website", "website",
            "industry", "industry",
            "officers", "directors",
            "shareholders", "shareholders",
            "screening", "screening"));

    private static final Map<String, String> PERSON = mapping(List.of(
            "fullName", "full_name",
            "birthDate", "birth_date",
            "nationalities", "nationalities",
            "address", "residential_address",
            "taxId", "tax_identifier",
            "email", "email",
            "phone", "phone",
            "screening", "screening"));

    private CanonicalAttributes() {}

    /**
     * What differs between two profiles, leaf by leaf inside objects, lists as a whole.
     *
     * @param before null when nothing was known
     * @param provenance path in the profile to {@code {provider}}
     * @return objects {@code {path, before, after, source}}; an attribute that is missing on one side is null there
     */
    static List<ObjectNode> changes(
            String type, @Nullable JsonNode before, JsonNode after, @Nullable JsonNode provenance) {
        List<ObjectNode> changes = new ArrayList<>();
        (type.equals("company") ? COMPANY : PERSON).forEach((key, attribute) -> {
            String pointer = "/" + key.replace('.', '/');
            String source = provenance == null ? "" : source(provenance, key.replace('.', '/'));
            compare("/" + attribute, at(before, pointer), at(after, pointer), source, changes);
        });
        return changes;
    }

    /** Who says the value: of one inside it, or of the whole that it is part of; of a united list, who has its first item. */
    private static String source(JsonNode provenance, String path) {
        for (String at : List.of(path, path.split("/", 2)[0], path + "/0", path + "/hits/0", path + "/total")) {
            String provider = provenance.path(at).path("provider").asText();
            if (!provider.isEmpty()) {
                return provider;
            }
        }
        return "";
    }

    /** The attributes of a profile; what it does not know is left out. */
    static ObjectNode of(String type, JsonNode profile) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        (type.equals("company") ? COMPANY : PERSON).forEach((key, attribute) -> {
            JsonNode value = at(profile, "/" + key.replace('.', '/'));
            if (value != null) {
                attributes.set(attribute, value);
            }
        });
        return attributes;
    }

    private static @Nullable JsonNode at(@Nullable JsonNode profile, String pointer) {
        JsonNode value = profile == null ? JsonNodeFactory.instance.missingNode() : profile.at(pointer);
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    private static void compare(
            String path, @Nullable JsonNode before, @Nullable JsonNode after, String source, List<ObjectNode> changes) {
        if (before instanceof ObjectNode || after instanceof ObjectNode) {
            Map<String, JsonNode> keys = new LinkedHashMap<>();
            collect(before, keys);
            collect(after, keys);
            keys.keySet()
                    .forEach(key -> compare(path + "/" + key, child(before, key), child(after, key), source, changes));
            return;
        }
        if (before == null ? after == null : before.equals(after)) {
            return;
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("path", path);
        change.set("before", before);
        change.set("after", after);
        if (!source.isEmpty()) {
            change.put("source", source);
        }
        changes.add(change);
    }

    private static void collect(@Nullable JsonNode node, Map<String, JsonNode> keys) {
        if (node instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                keys.put(field.getKey(), field.getValue());
            }
        }
    }

    private static @Nullable JsonNode child(@Nullable JsonNode node, String key) {
        return node == null ? null : node.get(key);
    }

    private static Map<String, String> mapping(List<String> pairs) {
        Map<String, String> mapping = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            mapping.put(pairs.get(i), pairs.get(i + 1));
        }
        return mapping;
    }
}
