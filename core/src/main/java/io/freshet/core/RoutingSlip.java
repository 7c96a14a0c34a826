package io.freshet.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stages of one job in order (Enterprise Integration Patterns, "Routing Slip"). Fixed by the gateway at submission;
 * each stage acts when the slip says that it is next, and knows no other stage.
 */
public record RoutingSlip(List<Stage> stages) {

    public RoutingSlip {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a slip has at least one stage");
        }
        if (stages.stream().distinct().count() != stages.size()) {
            throw new IllegalArgumentException("a stage stands twice on the slip: " + stages);
        }
    }

    /**
     * The slip of a refresh.
     *
     * @param type of the root; persons have no owners to follow
     * @param basicDataOnly scope {@code basic_data}, which forces depth 0
     * @param depth 0 to 5
     * @param skipRules leave the rules out
     */
    public static RoutingSlip ofRefresh(PartyType type, boolean basicDataOnly, int depth, boolean skipRules) {
        return of(true, type == PartyType.COMPANY && !basicDataOnly && depth > 0, !skipRules);
    }

    /** The slip of an enrichment: rules follow when a matrix listens to {@code enrichment_completed}. */
    public static RoutingSlip ofEnrichment(boolean matrixListens) {
        return of(true, false, matrixListens);
    }

    /** The slip of an analysis. */
    public static RoutingSlip ofAnalysis(boolean enrichIfNeeded) {
        return of(enrichIfNeeded, false, true);
    }

    /**
     * The slip of a materialization of relationships, of a company or a person.
     *
     * @param matricesNamed whether the caller names matrices to evaluate on what was found
     */
    public static RoutingSlip ofMaterialization(boolean runEnrichmentFirst, boolean matricesNamed) {
        return of(runEnrichmentFirst, true, matricesNamed);
    }

    /**
     * The slip of an automatic creation, run on the entity that was created for it.
     *
     * @param type of the root; persons have no owners to follow
     * @param depth 0 to 5
     * @param skipRules leave the rules out
     */
    public static RoutingSlip ofAutomatic(PartyType type, int depth, boolean skipRules) {
        return of(true, type == PartyType.COMPANY && depth > 0, !skipRules);
    }

    /** The stage after {@code stage}; empty when it is the last, or not on the slip. */
    public Optional<Stage> after(Stage stage) {
        int index = stages.indexOf(stage);
        return index < 0 || index + 1 == stages.size() ? Optional.empty() : Optional.of(stages.get(index + 1));
    }

    private static RoutingSlip of(boolean enrich, boolean ownership, boolean rules) {
        List<Stage> stages = new ArrayList<>();
        if (enrich) {
            stages.add(Stage.ENRICH);
        }
        if (ownership) {
            stages.add(Stage.OWNERSHIP);
        }
        if (rules) {
            stages.add(Stage.RULES);
        }
        return new RoutingSlip(stages);
    }
}
