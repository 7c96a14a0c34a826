package io.freshet.enrichment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.freshet.core.NormalizedProfile;
import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a mapping gave into a profile that can be trusted in form: what is empty, out of range, no date or no known word
 * is missing afterwards. Total: it throws on no input.
 */
public final class ProfileReader {

    private static final Set<String> STATUS = Set.of("active", "inactive", "suspended", "dissolved", "unknown");
    private static final Set<String> SHARES = Set.of("percentage", "votingPercentage");
    private static final Pattern YEAR_MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
    /** ISO 3166-1, and Kosovo, which has no code there. */
    private static final Set<String> COUNTRIES = Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of("XK"))
            .collect(Collectors.toSet());

    private static final int MOST_ITEMS = 5_000;
    private static final int LONGEST_TEXT = 2_000;
    private static final int DEEPEST = 8;

    private final ObjectMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Boolean, CoercionAction.AsNull))
            .addHandler(new MisfitsAreMissing())
            .build();

    /**
     * Reads a profile.
     *
     * @param mapped maps, lists, strings, numbers; anything else counts as missing
     * @param provider code that becomes the source of holders and officers
     * @return null when there is no object, or nothing in it
     */
    public @Nullable NormalizedProfile read(@Nullable Object mapped, String provider) {
        JsonNode cleaned = clean("", tree(mapped), 0);
        if (!(cleaned instanceof ObjectNode profile)) {
            return null;
        }
        storeTaxId(profile, profile.at("/address/country").asText(""), "company");
        for (String list : new String[] {"shareholders", "officers", "relatedParties"}) {
            if (profile.get(list) instanceof ArrayNode parties) {
                profile.set(list, parties(parties, provider));
            }
        }
        JsonNode screening = ScreeningReader.read(profile.remove("screening"), provider);
        if (screening != null) {
            profile.set("screening", screening);
        }
        try {
            return json.treeToValue(profile, NormalizedProfile.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The value without what is empty; null when nothing is left. */
    public @Nullable JsonNode readData(@Nullable Object mapped) {
        return clean("", tree(mapped), 0) instanceof ObjectNode data ? data : null;
    }

    private @Nullable JsonNode tree(@Nullable Object mapped) {
        try {
            return mapped == null ? null : json.valueToTree(mapped);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable JsonNode clean(String key, @Nullable JsonNode node, int depth) {
        if (node == null || depth > DEEPEST) {
            return null;
        }
        if (SHARES.contains(key)) {
            return share(node);
        }
        if (isTextOnly(key)) {
            return node.isTextual() || node.isNumber() ? text(key, node.asText()) : null;
        }
        if (node.isObject()) {
            ObjectNode cleaned = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                JsonNode value = clean(field.getKey(), field.getValue(), depth + 1);
                if (value != null) {
                    cleaned.set(field.getKey(), value);
                }
            }
            return cleaned.isEmpty() ? null : cleaned;
        }
        if (node.isArray()) {
            ArrayNode cleaned = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < Math.min(node.size(), MOST_ITEMS); i++) {
                JsonNode value = clean(key.equals("nationalities") ? "country" : "", node.get(i), depth + 1);
                if (value != null) {
                    cleaned.add(value);
                }
            }
            return cleaned.isEmpty() ? null : cleaned;
        }
        return node.isTextual() || node.isNumber() ? text(key, node.asText()) : node.isBoolean() ? node : null;
    }

    private static @Nullable JsonNode text(String key, String raw) {
        String text = raw.replace('\u00A0', ' ').strip();
        boolean wrong = text.isEmpty()
                || text.length() > LONGEST_TEXT
                || text.indexOf('\0') >= 0
                || !StandardCharsets.UTF_8.newEncoder().canEncode(text)
                || (key.equals("country") && !COUNTRIES.contains(text))
                || (isNameOfDate(key) && !isDate(text) && !isMonthOfBirth(key, text));
        return wrong ? null : JsonNodeFactory.instance.textNode(text);
    }

    private static boolean isTextOnly(String key) {
        return key.equals("country") || isNameOfDate(key);
    }

    private static boolean isNameOfDate(String key) {
        return key.endsWith("Date") || key.equals("since") || key.equals("until");
    }

    private static boolean isMonthOfBirth(String key, String text) {
        return key.equals("birthDate") && YEAR_MONTH.matcher(text).matches();
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static @Nullable JsonNode share(JsonNode node) {
        double min = number(node.isNumber() ? node : node.path("min"));
        double max = number(node.isNumber() ? node : node.path("max"));
        return min >= 0 && min <= max && max <= 100
                ? JsonNodeFactory.instance.objectNode().put("min", min).put("max", max)
                : null;
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    private static ArrayNode parties(ArrayNode parties, String provider) {
        ArrayNode read = JsonNodeFactory.instance.arrayNode();
        for (JsonNode party : parties) {
            String kind = party.path("kind").asText();
            if (party instanceof ObjectNode object && (kind.equals("company") || kind.equals("person"))) {
                storeTaxId(object, object.path("country").asText(""), kind);
                object.put("kind", kind.equals("company") ? PartyType.COMPANY.name() : PartyType.PERSON.name());
                read.add(object.put("source", provider));
            }
        }
        return read;
    }

    /** As it is stored where it is valid; else as it came, since a masked one must still be shown. */
    private static void storeTaxId(ObjectNode party, String country, String kind) {
        String raw = party.path("taxId").asText("");
        PartyType type = kind.equals("person") ? PartyType.PERSON : PartyType.COMPANY;
        if (!raw.isEmpty() && TaxId.normalize(country, type, raw) instanceof TaxId.Valid valid) {
            party.put("taxId", valid.stored());
        }
        JsonNode status = party.at("/status/code");
        if (status.isTextual()
                && !STATUS.contains(status.textValue())
                && party.get("status") instanceof ObjectNode object) {
            object.remove("code");
        }
    }
}
