package io.freshet.gateway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.matrix.Matrix;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which matrices what is known covers, a row for each rule. */
class MatrixCoverageTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final Matrix NEEDS_NOTHING = matrix("free", "[]");
    private static final Matrix NEEDS_NAME = matrix("named", "[\"name\"]");
    private static final Matrix NEEDS_OWNERS =
            matrix("owned", "[\"enrichmentData.normalized.shareholders.$.country\"]");
    private static final Matrix NEEDS_MUCH =
            matrix("much", "[\"name\", \"attributes.segment\", \"enrichmentData.normalized.website\"]");

    private static final JsonNode KNOWN =
            FakeMatrixRepository.matrix(TENANT, 1, """
            {"name": "Acme", "taxId": null, "attributes": {"segment": " ", "tags": []},
             "enrichmentData": {"normalized": {"shareholders": [{"name": "x"}, {"country": "BR"}]}}}
            """).document();

    private static final MatrixCoverage.Terms STRICT = new MatrixCoverage.Terms(false, false, false);
    private static final MatrixCoverage.Terms PARTIAL = new MatrixCoverage.Terms(true, false, false);
    private static final MatrixCoverage.Terms OMITTED = new MatrixCoverage.Terms(false, true, false);
    private static final MatrixCoverage.Terms ENRICHING = new MatrixCoverage.Terms(false, false, true);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldCover(
            String sentence,
            List<Matrix> matrices,
            MatrixCoverage.Terms terms,
            List<Matrix> covered,
            List<String> gaps) {
        MatrixCoverage.Result result = MatrixCoverage.of(matrices, KNOWN, terms);
        assertThat(result.covered()).isEqualTo(covered);
        assertThat(result.gaps()).isEqualTo(gaps);
    }

    static Stream<Arguments> shouldCover() {
        Matrix taxId = matrix("tax", "[\"taxId\"]");
        Matrix tags = matrix("tags", "[\"attributes.tags\"]");
        Matrix website = matrix("web", "[\"enrichmentData.normalized.website\"]");
        String much = "the matrix much needs attributes.segment, enrichmentData.normalized.website";
        List<String> none = List.of();
        return Stream.of(
                arguments("none declared", List.of(NEEDS_NOTHING), STRICT, List.of(NEEDS_NOTHING), none),
                arguments("a value is there", List.of(NEEDS_NAME), STRICT, List.of(NEEDS_NAME), none),
                arguments("any element of a list", List.of(NEEDS_OWNERS), STRICT, List.of(NEEDS_OWNERS), none),
                arguments("null is a gap", List.of(taxId), STRICT, none, List.of("the matrix tax needs taxId")),
                arguments(
                        "an empty list is a gap",
                        List.of(tags),
                        STRICT,
                        none,
                        List.of("the matrix tags needs attributes.tags")),
                arguments("each gap is told; blank is a gap", List.of(NEEDS_MUCH), STRICT, none, List.of(much)),
                arguments(
                        "one that is not covered refuses all",
                        List.of(NEEDS_NAME, NEEDS_MUCH),
                        STRICT,
                        none,
                        List.of(much)),
                arguments(
                        "partial: it is left out, the order stays",
                        List.of(NEEDS_OWNERS, NEEDS_MUCH, NEEDS_NAME),
                        PARTIAL,
                        List.of(NEEDS_OWNERS, NEEDS_NAME),
                        List.of(much)),
                arguments("partial: none covered", List.of(NEEDS_MUCH), PARTIAL, none, List.of(much)),
                arguments("omitted: nothing is asked for", List.of(NEEDS_MUCH), OMITTED, List.of(NEEDS_MUCH), none),
                arguments(
                        "what providers will tell is not looked for",
                        List.of(website),
                        ENRICHING,
                        List.of(website),
                        none),
                arguments(
                        "what they will not tell is",
                        List.of(NEEDS_MUCH),
                        ENRICHING,
                        none,
                        List.of("the matrix much needs attributes.segment")),
                arguments("no matrix", none, STRICT, none, none));
    }

    private static Matrix matrix(String name, String required) {
        return FakeMatrixRepository.matrix(
                TENANT, 1, "{\"name\": \"" + name + "\", \"requiredFields\": " + required + "}");
    }
}
