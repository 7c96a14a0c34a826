package io.freshet.core.merge;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.NormalizedProfile;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom to believe about which attribute. {@code attribute-precedence.yaml} of this module is what ships; services read a file of
 * the same form instead when they are told to.
 *
 * @param basicDataFirst whether providers of basic data come before the others
 * @param first by JSON Pointer into the profile, codes of the providers that come before that order
 */
public record AttributePrecedence(boolean basicDataFirst, Map<String, List<String>> first) {

    /** Resource with the shipped rules. */
    public static final String RESOURCE = "/attribute-precedence.yaml";

    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,100}");
    private static final Set<String> FIELDS = Set.of("default", "attributes");
    private static final Set<String> ATTRIBUTES = Arrays.stream(NormalizedProfile.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    public AttributePrecedence {
        first = Map.copyOf(first);
    }

    /**
     * Reads rules.
     *
     * @param document as {@code attribute-precedence.yaml} describes it
     * @throws IllegalArgumentException naming every fault
     */
    public static AttributePrecedence read(JsonNode document) {
        List<String> faults = new ArrayList<>();
        document.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                faults.add(name + ": is not known");
            }
        });
        String order = document.path("default").asText();
        if (!document.isObject()
                || !Set.of("basic-data-first", "catalogue-order").contains(order)) {
            faults.add("default: must be basic-data-first or catalogue-order");
        }
        Map<String, List<String>> first = new HashMap<>();
        JsonNode attributes = document.path("attributes");
        if (!attributes.isMissingNode() && !attributes.isNull() && !attributes.isObject()) {
            faults.add("attributes: must be an object");
        }
        for (Map.Entry<String, JsonNode> rule : attributes.properties()) {
            checkPointer(rule.getKey(), faults);
            first.put(rule.getKey(), codes(rule.getKey(), rule.getValue(), faults));
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("attribute precedence: " + String.join("; ", faults));
        }
        return new AttributePrecedence(order.equals("basic-data-first"), first);
    }

    private static void checkPointer(String pointer, List<String> faults) {
        String[] steps = pointer.split("/", -1);
        boolean known = steps.length >= 2 && steps[0].isEmpty() && ATTRIBUTES.contains(steps[1]);
        if (!known) {
            faults.add(pointer + ": is no attribute of the profile");
        } else if (steps.length > 3 || (steps.length == 3 && !ProfileMerge.BY_KEY.contains(steps[1]))) {
            faults.add(pointer + ": values of " + steps[1] + " are taken whole");
        } else if (steps.length == 3 && steps[2].isEmpty()) {
            faults.add(pointer + ": ends with a slash");
        }
    }

    private static List<String> codes(String pointer, JsonNode list, List<String> faults) {
        Set<String> codes = new LinkedHashSet<>();
        if (!list.isArray() || list.isEmpty()) {
            faults.add(pointer + ": must be a list of provider codes");
        }
        for (JsonNode code : list) {
            if (!code.isTextual() || !CODE.matcher(code.textValue()).matches()) {
                faults.add(pointer + ": " + code + " is no code of a provider");
            } else if (!codes.add(code.textValue())) {
                faults.add(pointer + ": " + code.textValue() + " stands twice");
            }
        }
        return List.copyOf(codes);
    }

    /**
     * The order of a catalogue's providers for a value, the most trusted first. Those that the catalogue does not have come last,
     * by their codes.
     *
     * @param catalogue in its order
     * @param pointer JSON Pointer of the value; empty for the default order
     */
    Comparator<String> order(List<ProviderRank> catalogue, String pointer) {
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < catalogue.size(); i++) {
            ProviderRank provider = catalogue.get(i);
            int rank = basicDataFirst && provider.basicData() ? i - catalogue.size() : i;
            ranks.putIfAbsent(provider.code(), rank);
        }
        List<String> ahead = ahead(pointer);
        for (int i = 0; i < ahead.size(); i++) {
            ranks.put(ahead.get(i), i - ahead.size() - catalogue.size());
        }
        return Comparator.<String>comparingInt(code -> ranks.getOrDefault(code, Integer.MAX_VALUE))
                .thenComparing(Comparator.naturalOrder());
    }

    private List<String> ahead(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            List<String> rule = first.get(at);
            if (rule != null) {
                return rule;
            }
        }
        return List.of();
    }
}
