package io.freshet.gateway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.matrix.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Whether enough is known of an entity for a matrix to judge it. A matrix may declare {@code requiredFields}, dotted paths into the
 * document of the rules as in their conditions, {@code $} for any element of a list; it is covered when each of them has a
 * value, and one that declares none is always covered.
 */
final class MatrixCoverage {

    private static final String ENRICHMENT = "enrichmentData.";

    private MatrixCoverage() {}

    /**
     * How gaps are met.
     *
     * @param partial leaves out the matrices that are not covered; else one of them refuses the analysis
     * @param omit asks for no coverage; goes before {@code partial}
     * @param enrichmentFollows what providers will tell is not looked for, since they are asked first
     */
    record Terms(boolean partial, boolean omit, boolean enrichmentFollows) {}

    /**
     * What can be evaluated.
     *
     * @param covered in the order of the matrices
     * @param skipped names of those that are left out
     * @param gaps what each matrix lacks that is not covered, in words
     */
    record Result(List<Matrix> covered, List<String> skipped, List<String> gaps) {
        Result {
            covered = List.copyOf(covered);
            skipped = List.copyOf(skipped);
            gaps = List.copyOf(gaps);
        }
    }

    /** Decides; {@code covered} is empty when nothing is to be evaluated. */
    static Result of(List<Matrix> matrices, JsonNode document, Terms terms) {
        if (terms.omit()) {
            return new Result(matrices, List.of(), List.of());
        }
        List<Matrix> covered = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        for (Matrix matrix : matrices) {
            List<String> missing = missing(matrix.document(), document, terms.enrichmentFollows());
            String name = matrix.document().path("name").asText();
            if (missing.isEmpty()) {
                covered.add(matrix);
            } else {
                skipped.add(name);
                gaps.add("the matrix " + name + " needs " + String.join(", ", missing));
            }
        }
        return !gaps.isEmpty() && !terms.partial()
                ? new Result(List.of(), skipped, gaps)
                : new Result(covered, skipped, gaps);
    }

    private static List<String> missing(JsonNode matrix, JsonNode document, boolean enrichmentFollows) {
        return StreamSupport.stream(matrix.path("requiredFields").spliterator(), false)
                .map(JsonNode::asText)
                .filter(field -> !(enrichmentFollows && field.startsWith(ENRICHMENT)))
                .filter(field -> !hasValue(document, List.of(field.split("\\."))))
                .toList();
    }

    private static boolean hasValue(JsonNode node, List<String> path) {
        if (path.isEmpty()) {
            return !isGap(node);
        }
        List<String> rest = path.subList(1, path.size());
        if (path.getFirst().equals("$")) {
            return node.isArray()
                    && StreamSupport.stream(node.spliterator(), false).anyMatch(item -> hasValue(item, rest));
        }
        return hasValue(node.path(path.getFirst()), rest);
    }

    private static boolean isGap(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isBlank())
                || (value.isContainerNode() && value.isEmpty());
    }
}
