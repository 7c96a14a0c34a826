package io.freshet.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.merge.ProfileMerge.Merged;
import io.freshet.core.merge.ProfileMerge.Place;
import io.freshet.core.merge.ProfileMerge.Profile;
import io.freshet.core.merge.ProfileMerge.Said;
import io.freshet.core.merge.ProfileMerge.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds whatever the providers say. */
class ProfileMergePropertiesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> CODES = List.of("alpha", "beta", "gamma", "delta", "gone");
    private static final List<String> WHOLE =
            List.of("fullName", "legalForm", "status", "address", "taxId", "shareholders", "officers", "nationalities");
    private static final ProfileMerge MERGE = new ProfileMerge(
            new AttributePrecedence(
                    true, Map.of("/otherIds/lei", List.of("delta", "gamma"), "/fullName", List.of("gone"))),
            List.of(
                    new ProviderRank("alpha", false),
                    new ProviderRank("beta", true),
                    new ProviderRank("gamma", false),
                    new ProviderRank("delta", true)));

    @Property
    @Label("the order in which profiles come decides nothing")
    void shouldGiveTheSameInWhateverOrderTheProfilesCome(
            @ForAll("profiles") List<Profile> profiles, @ForAll Random random) {
        Merged merged = MERGE.merge(profiles);
        List<Profile> shuffled = new ArrayList<>(profiles);
        Collections.shuffle(shuffled, random);

        Merged again = MERGE.merge(shuffled);

        assertThat(again).isEqualTo(merged);
        assertThat(again.profile().toString()).isEqualTo(merged.profile().toString());
    }

    @Property
    @Label("every value that a provider has is there: it stands, or it is an alternative, with its source")
    void shouldLoseNoValue(@ForAll("profiles") List<Profile> profiles) {
        Merged merged = MERGE.merge(profiles);

        for (Profile one : profiles) {
            one.profile()
                    .properties()
                    .forEach(field -> assertThat(leaves(field.getKey(), field.getValue()))
                            .allSatisfy(value -> assertThat(everything(merged)).anySatisfy(said -> {
                                assertThat(said.source()).isEqualTo(one.source());
                                assertThat(said.value()).isEqualTo(value);
                            })));
        }
    }

    @Property
    @Label("nothing is invented: every value is said by its source, and the profile has just the values that stand")
    void shouldInventNothing(@ForAll("profiles") List<Profile> profiles) {
        Merged merged = MERGE.merge(profiles);

        assertThat(merged.places()).allSatisfy(place -> {
            assertThat(merged.profile().at("/" + place.path()))
                    .isEqualTo(place.stands().value());
            assertThat(Stream.concat(Stream.of(place.stands()), place.alternatives().stream()))
                    .allSatisfy(said -> assertThat(profiles.stream()
                                    .filter(one -> one.source().equals(said.source()))
                                    .flatMap(one -> one.profile().properties().stream())
                                    .flatMap(field -> leaves(field.getKey(), field.getValue()).stream()))
                            .contains(said.value()));
        });
        long leaves = merged.profile().properties().stream()
                .mapToLong(field -> leaves(field.getKey(), field.getValue()).size())
                .sum();
        assertThat(merged.places()).hasSize((int) leaves);
    }

    @Property
    @Label("a provider that says nothing, or only what is empty, changes nothing")
    void shouldChangeNothingWhenAProviderKnowsNothing(@ForAll("profiles") List<Profile> profiles) {
        List<Profile> more = new ArrayList<>(profiles);
        more.removeIf(one -> one.source().provider().equals("beta"));
        Merged before = MERGE.merge(more);
        ObjectNode nothing = JSON.objectNode().put("fullName", " ").putNull("taxId");
        nothing.putObject("status");
        nothing.putArray("tradeNames").add("");
        nothing.putObject("screening").putArray("hits");
        nothing.putObject("otherIds").put("lei", "");
        more.add(new Profile(source("beta"), nothing));

        assertThat(MERGE.merge(more)).isEqualTo(before);
    }

    @Property
    @Label("a value that is unknown does not stand while somebody knows it")
    void shouldNotLetTheUnknownStand(@ForAll("profiles") List<Profile> profiles) {
        Merged merged = MERGE.merge(profiles);

        merged.places().stream()
                .filter(place -> !place.alternatives().isEmpty())
                .forEach(place -> {
                    boolean known = place.alternatives().stream().anyMatch(said -> isKnown(place.path(), said.value()));
                    if (known) {
                        assertThat(isKnown(place.path(), place.stands().value()))
                                .isTrue();
                    }
                });
    }

    @Property
    @Label("among values that are known the precedence decides")
    void shouldLetTheFirstInPrecedenceStand(@ForAll("profiles") List<Profile> profiles) {
        Merged merged = MERGE.merge(profiles);

        for (Place place : merged.places()) {
            List<String> order = new ArrayList<>(List.of("beta", "delta", "alpha", "gamma", "gone"));
            if (place.path().equals("otherIds/lei")) {
                order = List.of("delta", "gamma", "beta", "alpha", "gone");
            } else if (place.path().equals("fullName")) {
                order = List.of("gone", "beta", "delta", "alpha", "gamma");
            }
            List<Integer> ranks = new ArrayList<>();
            boolean known = isKnown(place.path(), place.stands().value());
            Stream.concat(Stream.of(place.stands()), place.alternatives().stream())
                    .filter(said -> isKnown(place.path(), said.value()) == known)
                    .map(said -> said.source().provider())
                    .map(order::indexOf)
                    .forEach(ranks::add);
            assertThat(ranks).isSorted();
        }
    }

    @Provide
    Arbitrary<List<Profile>> profiles() {
        return Combinators.combine(Arbitraries.of(CODES).set(), objects().list().ofSize(CODES.size()))
                .as((codes, bodies) -> {
                    List<Profile> profiles = new ArrayList<>();
                    codes.forEach(code -> profiles.add(new Profile(source(code), bodies.get(profiles.size()))));
                    return profiles;
                });
    }

    private static Arbitrary<ObjectNode> objects() {
        Arbitrary<Map.Entry<String, JsonNode>> whole = Combinators.combine(
                        Arbitraries.of(WHOLE), Arbitraries.integers().between(0, 5))
                .as((name, number) -> Map.entry(name, whole(name, number)));
        Arbitrary<ArrayNode> names = Arbitraries.of("Acme", "ACME ", "Zeta", "Eta")
                .set()
                .map(set -> {
                    ArrayNode list = JSON.arrayNode();
                    set.forEach(list::add);
                    return list;
                });
        Arbitrary<ObjectNode> ids = Arbitraries.maps(Arbitraries.of("lei", "vat", "a/b"), Arbitraries.of("1", "2", "3"))
                .map(map -> {
                    ObjectNode object = JSON.objectNode();
                    map.forEach(object::put);
                    return object;
                });
        Arbitrary<ArrayNode> hits = Arbitraries.integers().between(0, 4).set().map(set -> {
            ArrayNode list = JSON.arrayNode();
            set.forEach(number -> list.addObject().put("id", "Q" + number).put("score", number / 4.0));
            return list;
        });
        return Combinators.combine(whole.list().ofMaxSize(8), names, ids, hits).as((fields, trade, other, found) -> {
            ObjectNode profile = JSON.objectNode();
            fields.forEach(field -> profile.set(field.getKey(), field.getValue()));
            profile.set("tradeNames", trade);
            profile.set("otherIds", other);
            profile.putObject("screening").set("hits", found);
            return profile;
        });
    }

    private static JsonNode whole(String name, int number) {
        return switch (name) {
            case "status" ->
                JSON.objectNode()
                        .put("code", List.of("active", "unknown", "dissolved").get(number % 3))
                        .put("raw", "r" + number);
            case "address" -> JSON.objectNode().put("city", "c" + number).put("country", "GB");
            case "taxId" -> JSON.textNode(number % 2 == 0 ? "***" + number : "1" + number);
            case "shareholders", "officers" ->
                JSON.arrayNode().add(JSON.objectNode().put("name", "n" + number));
            case "nationalities" -> JSON.arrayNode().add("B" + number);
            default -> JSON.textNode("v" + number);
        };
    }

    private static boolean isKnown(String path, JsonNode value) {
        return switch (path) {
            case "status" -> !value.path("code").asText().equals("unknown");
            case "taxId" -> !value.asText().startsWith("*");
            default -> true;
        };
    }

    /** The values of an attribute that stand alone. */
    private static List<JsonNode> leaves(String name, JsonNode value) {
        List<JsonNode> leaves = new ArrayList<>();
        switch (name) {
            case "tradeNames" -> value.forEach(leaves::add);
            case "screening" -> value.path("hits").forEach(leaves::add);
            case "otherIds" -> value.forEach(leaves::add);
            default -> leaves.add(value);
        }
        return leaves;
    }

    private static List<Said> everything(Merged merged) {
        return merged.places().stream()
                .flatMap(place -> Stream.concat(Stream.of(place.stands()), place.alternatives().stream()))
                .toList();
    }

    private static Source source(String provider) {
        return new Source(provider, "e-" + provider, null, null);
    }
}
