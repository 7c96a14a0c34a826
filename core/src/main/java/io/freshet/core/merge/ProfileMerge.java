package io.freshet.core.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes one profile of those of several providers; a pure function of the set of profiles, the catalogue and the rules of
 * precedence, whatever order the profiles come in.
 *
 * <p>A value is what one provider says, never a mixture: an address, a status, the owners, the officers are taken whole from the
 * provider that is believed about them, for half an address of each of two registers is nobody's, and shares of two registers do not
 * add up. What is a collection of values that stand alone is merged value by value: {@code otherIds}, {@code extensions} and
 * {@code screening} by their keys; trade names, related parties and the hits of a screening are united, so that no hit is lost
 * because another provider has none; of their totals the largest stands.
 *
 * <p>Of several values for one place the first in precedence stands, and the others are kept beside it. What is unknown never wins:
 * a missing or empty value is none, and a status without a known code or a masked tax id stands only while nobody says more.
 */
public final class ProfileMerge {

    /** Attributes whose keys are values of their own. */
    static final Set<String> BY_KEY = Set.of("otherIds", "extensions", "screening");

    /** Lists, by their paths, whose items are values of their own. */
    private static final Set<String> UNITED = Set.of("tradeNames", "relatedParties", "screening/hits");

    private static final String TOTAL = "screening/total";

    private final AttributePrecedence precedence;
    private final List<ProviderRank> catalogue;

    /** A merge by these rules; {@code catalogue} is in its order. */
    public ProfileMerge(AttributePrecedence precedence, List<ProviderRank> catalogue) {
        this.precedence = precedence;
        this.catalogue = List.copyOf(catalogue);
    }

    /**
     * The document that a profile was made of.
     *
     * @param executionId UUID of the call that brought it
     * @param fetchedAt ISO 8601 instant at which it left the provider
     * @param documentHash lower-case hex SHA-256
     */
    public record Source(
            String provider,
            @Nullable String executionId,
            @Nullable String fetchedAt,
            @Nullable String documentHash) {

        /** {@code {provider, executionId, fetchedAt, documentHash}}. */
        public ObjectNode describe() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("provider", provider)
                    .put("executionId", executionId)
                    .put("fetchedAt", fetchedAt)
                    .put("documentHash", documentHash);
        }
    }

    /**
     * What one provider says.
     *
     * @param profile JSON of a {@link io.freshet.core.NormalizedProfile}
     */
    public record Profile(Source source, JsonNode profile) {}

    /** A value and who says it. */
    public record Said(JsonNode value, Source source) {}

    /**
     * A place of the merged profile.
     *
     * @param path its JSON Pointer without the first slash: {@code address}, {@code otherIds/lei}, {@code tradeNames/0}
     * @param stands the value that the profile has
     * @param alternatives what the other providers say of the same, equal values too, the more trusted first
     */
    public record Place(String path, Said stands, List<Said> alternatives) {
        public Place {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The profile, and its places in the order of the profile. */
    public record Merged(ObjectNode profile, List<Place> places) {
        public Merged {
            places = List.copyOf(places);
        }

        /** Path to {@code {provider, executionId, fetchedAt, documentHash}} of the value that stands. */
        public ObjectNode provenance() {
            ObjectNode provenance = JsonNodeFactory.instance.objectNode();
            places.forEach(place ->
                    provenance.set(place.path(), place.stands().source().describe()));
            return provenance;
        }
    }

    /** The default order of providers, the most trusted first. */
    public Comparator<String> order() {
        return precedence.order(catalogue, "");
    }

    /** Merges profiles, at most one of each provider. What comes in is not changed. */
    public Merged merge(Collection<Profile> profiles) {
        Comparator<String> order = order();
        Map<String, List<Said>> byPath = new LinkedHashMap<>();
        profiles.stream()
                .sorted(Comparator.comparing(one -> one.source().provider(), order))
                .forEach(one -> one.profile()
                        .properties()
                        .forEach(field -> collect(field.getKey(), field.getValue(), one.source(), byPath)));
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        List<Place> places = new ArrayList<>();
        byPath.forEach((path, said) -> {
            said.sort(Comparator.<Said, Boolean>comparing(one -> saysLittle(path, one.value()))
                    .thenComparingInt(one -> path.equals(TOTAL) ? -one.value().asInt() : 0)
                    .thenComparing(one -> one.source().provider(), precedence.order(catalogue, "/" + path)));
            if (UNITED.contains(path)) {
                unite(path, said, profile, places);
            } else {
                put(profile, path, said.getFirst().value());
                places.add(new Place(path, said.getFirst(), said.subList(1, said.size())));
            }
        });
        return new Merged(profile, places);
    }

    private static void collect(String name, JsonNode value, Source source, Map<String, List<Said>> byPath) {
        if (BY_KEY.contains(name) && value.isObject()) {
            value.properties()
                    .forEach(field -> add(name + "/" + escaped(field.getKey()), field.getValue(), source, byPath));
        } else {
            add(escaped(name), value, source, byPath);
        }
    }

    private static void add(String path, JsonNode value, Source source, Map<String, List<Said>> byPath) {
        if (!isMissing(value)) {
            byPath.computeIfAbsent(path, key -> new ArrayList<>()).add(new Said(value, source));
        }
    }

    /** Whether nothing is said: no value, a blank text, or a container of such. */
    private static boolean isMissing(JsonNode value) {
        if (value.isContainerNode()) {
            return StreamSupport.stream(value.spliterator(), false).allMatch(ProfileMerge::isMissing);
        }
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isBlank());
    }

    private static boolean saysLittle(String path, JsonNode value) {
        return switch (path) {
            case "status" ->
                !value.hasNonNull("code") || value.path("code").asText().equals("unknown");
            case "taxId" -> PartyKey.isMasked(value.asText());
            default -> false;
        };
    }

    /** One list of what each provider's list has; items that say the same are one. */
    private static void unite(String path, List<Said> said, ObjectNode profile, List<Place> places) {
        Map<Object, List<Said>> items = new LinkedHashMap<>();
        for (Said list : said) {
            for (JsonNode item : list.value().isArray() ? list.value() : List.of(list.value())) {
                Said one = new Said(item, list.source());
                List<Said> same = items.computeIfAbsent(identity(item), key -> new ArrayList<>());
                if (!isMissing(item) && !same.contains(one)) {
                    same.add(one);
                }
            }
        }
        items.values().stream().filter(same -> !same.isEmpty()).forEach(same -> {
            int index = append(profile, path, same.getFirst().value());
            places.add(new Place(path + "/" + index, same.getFirst(), same.subList(1, same.size())));
        });
    }

    private static Object identity(JsonNode item) {
        if (item.isTextual()) {
            return item.textValue().strip().toLowerCase(Locale.ROOT);
        }
        return item instanceof ObjectNode object ? object.deepCopy().without("source") : item;
    }

    private static void put(ObjectNode profile, String path, JsonNode value) {
        String[] steps = path.split("/", 2);
        if (steps.length == 1) {
            profile.set(unescaped(path), value.deepCopy());
        } else {
            profile.withObjectProperty(steps[0]).set(unescaped(steps[1]), value.deepCopy());
        }
    }

    private static int append(ObjectNode profile, String path, JsonNode value) {
        String[] steps = path.split("/", 2);
        ObjectNode parent = steps.length == 1 ? profile : profile.withObjectProperty(steps[0]);
        String name = steps[steps.length - 1];
        return parent.withArrayProperty(name).add(value.deepCopy()).size() - 1;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String unescaped(String key) {
        return key.replace("~1", "/").replace("~0", "~");
    }
}
