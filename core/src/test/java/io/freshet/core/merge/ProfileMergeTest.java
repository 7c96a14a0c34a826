package io.freshet.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.merge.ProfileMerge.Merged;
import io.freshet.core.merge.ProfileMerge.Place;
import io.freshet.core.merge.ProfileMerge.Profile;
import io.freshet.core.merge.ProfileMerge.Said;
import io.freshet.core.merge.ProfileMerge.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileMergeTest {

    private final ObjectMapper json = new ObjectMapper();
    private final ProfileMerge merge = new ProfileMerge(
            new AttributePrecedence(true, Map.of("/otherIds/lei", List.of("gleif"))),
            List.of(
                    new ProviderRank("gleif", false),
                    new ProviderRank("register", true),
                    new ProviderRank("screening", false)));

    @Test
    void shouldTakeEachValueFromWhoIsBelievedAboutItAndKeepTheOthers() throws Exception {
        Merged merged = merge.merge(List.of(
                said("gleif", "{'fullName': 'ACME PLC', 'otherIds': {'lei': 'G', 'bic': 'B'}}"),
                said(
                        "register",
                        "{'fullName': 'Acme plc', 'otherIds': {'lei': 'R', 'crn': '1'}, 'legalForm': 'plc'}")));

        assertThat(merged.profile())
                .isEqualTo(
                        tree(
                                "{'fullName': 'Acme plc', 'legalForm': 'plc', 'otherIds': {'lei': 'G', 'crn': '1', 'bic': 'B'}}"));
        assertThat(summary(merged))
                .containsExactlyInAnyOrder(
                        "fullName register \"Acme plc\" [gleif \"ACME PLC\"]",
                        "legalForm register \"plc\" []",
                        "otherIds/lei gleif \"G\" [register \"R\"]",
                        "otherIds/crn register \"1\" []",
                        "otherIds/bic gleif \"B\" []");
    }

    @Test
    void shouldNeverMixWhatIsOneValue() throws Exception {
        Merged merged = merge.merge(List.of(
                said("gleif", "{'address': {'city': 'London', 'country': 'GB'}, 'shareholders': [{'name': 'B'}]}"),
                said("register", "{'address': {'street': '1 High Street'}, 'shareholders': [{'name': 'A'}]}")));

        assertThat(merged.profile())
                .isEqualTo(tree("{'address': {'street': '1 High Street'}, 'shareholders': [{'name': 'A'}]}"));
        assertThat(merged.places())
                .allSatisfy(place -> assertThat(place.alternatives())
                        .extracting(other -> other.source().provider())
                        .containsExactly("gleif"));
    }

    @Test
    void shouldUniteNamesRelationsAndHits() throws Exception {
        Merged merged = merge.merge(List.of(
                said(
                        "screening",
                        "{'tradeNames': ['acme', 'Roadrunner'], 'screening': {'hits': [{'id': 'Q1', 'score': 0.9, 'source': 's'}]}}"),
                said(
                        "register",
                        "{'tradeNames': ['Acme'], 'relatedParties': [{'name': 'Up', 'relation': 'parent', 'source': 'register'}],"
                                + " 'screening': {'hits': [{'id': 'Q1', 'score': 0.7, 'source': 'r'}, {'id': 'Q1', 'score': 0.9}]}}"),
                said("gleif", "{'relatedParties': [{'name': 'Up', 'relation': 'parent', 'source': 'gleif'}]}")));

        assertThat(summary(merged))
                .containsExactlyInAnyOrder(
                        "tradeNames/0 register \"Acme\" [screening \"acme\"]",
                        "tradeNames/1 screening \"Roadrunner\" []",
                        "relatedParties/0 register {\"name\":\"Up\",\"relation\":\"parent\",\"source\":\"register\"}"
                                + " [gleif {\"name\":\"Up\",\"relation\":\"parent\",\"source\":\"gleif\"}]",
                        "screening/hits/0 register {\"id\":\"Q1\",\"score\":0.7,\"source\":\"r\"} []",
                        "screening/hits/1 register {\"id\":\"Q1\",\"score\":0.9}"
                                + " [screening {\"id\":\"Q1\",\"score\":0.9,\"source\":\"s\"}]");
        assertThat(merged.profile().at("/screening/hits")).hasSize(2);
    }

    @Test
    void shouldNotLetAScreeningThatFoundNothingHideOneThatDid() throws Exception {
        Merged merged = merge.merge(List.of(
                said("register", "{'screening': {'total': 0}}"),
                said("screening", "{'screening': {'total': 1, 'hits': [{'id': 'Q1'}]}}")));

        assertThat(merged.profile()).isEqualTo(tree("{'screening': {'total': 1, 'hits': [{'id': 'Q1'}]}}"));
        assertThat(summary(merged))
                .containsExactlyInAnyOrder(
                        "screening/total screening 1 [register 0]", "screening/hits/0 screening {\"id\":\"Q1\"} []");
    }

    @Test
    void shouldBelieveWhoKnowsMoreWhenTheFirstKnowsLittle() throws Exception {
        Merged merged = merge.merge(List.of(
                said("register", "{'status': {'code': 'unknown', 'raw': '?'}, 'taxId': '***331387**'}"),
                said("gleif", "{'status': {'code': 'active', 'raw': 'ACTIVE'}, 'taxId': '12345678909'}")));

        assertThat(summary(merged))
                .containsExactlyInAnyOrder(
                        "status gleif {\"code\":\"active\",\"raw\":\"ACTIVE\"} [register {\"code\":\"unknown\",\"raw\":\"?\"}]",
                        "taxId gleif \"12345678909\" [register \"***331387**\"]");
    }

    @Test
    void shouldPointIntoKeysThatHaveSlashes() throws Exception {
        Merged merged = merge.merge(List.of(said("register", "{'extensions': {'a/b~c': {'x': 1}}}")));

        assertThat(merged.places().getFirst().path()).isEqualTo("extensions/a~1b~0c");
        assertThat(merged.profile()).isEqualTo(tree("{'extensions': {'a/b~c': {'x': 1}}}"));
    }

    @Test
    void shouldNameTheSourceOfEveryValue() throws Exception {
        Merged merged = merge.merge(List.of(said("register", "{'fullName': 'Acme', 'tradeNames': ['A']}")));

        assertThat(merged.provenance()).isEqualTo(tree("""
                {'fullName': {'provider': 'register', 'executionId': 'e-register', 'fetchedAt': 't', 'documentHash': null},
                 'tradeNames/0': {'provider': 'register', 'executionId': 'e-register', 'fetchedAt': 't', 'documentHash': null}}
                """));
    }

    private Profile said(String provider, String profile) throws Exception {
        return new Profile(new Source(provider, "e-" + provider, "t", null), tree(profile));
    }

    private JsonNode tree(String text) throws Exception {
        return json.readTree(text.replace('\'', '"'));
    }

    private static List<String> summary(Merged merged) {
        return merged.places().stream().map(ProfileMergeTest::summary).toList();
    }

    private static String summary(Place place) {
        return place.path() + " " + summary(place.stands()) + " "
                + Arrays.toString(place.alternatives().stream()
                        .map(ProfileMergeTest::summary)
                        .toArray());
    }

    private static String summary(Said said) {
        return said.source().provider() + " " + said.value();
    }
}
