package io.freshet.rules.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.rules.engine.CompiledMatrix;
import io.freshet.rules.engine.RuleCompiler;
import io.freshet.rules.engine.Verdict;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.MatrixRef;
import io.freshet.schemas.OwnershipResolved;
import io.freshet.schemas.ProviderOutcome;
import io.freshet.schemas.RulesEvaluated;
import io.freshet.schemas.RulesPlan;
import io.freshet.schemas.Topics;
import io.freshet.worker.Delivery;
import io.freshet.worker.Emission;
import io.freshet.worker.Outcome;
import io.freshet.worker.RecordHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Evaluates the matrices that a job names, at the versions that it names, and tells the verdict. */
public final class RulesHandler implements RecordHandler<SpecificRecord> {

    private static final Duration MATRIX_MAY_COME = Duration.ofSeconds(5);

    private final MatrixStore matrices;
    private final ObjectMapper json;
    private final Clock clock;

    public RulesHandler(MatrixStore matrices, ObjectMapper json, Clock clock) {
        this.matrices = matrices;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Delivery<SpecificRecord> delivery) throws JsonProcessingException {
        return switch (delivery.value()) {
            case EntityEnriched event ->
                evaluate(
                        event.getContext(),
                        event.getProfile(),
                        event.getProviderDocuments(),
                        event.getOutcomes(),
                        null);
            case OwnershipResolved event ->
                evaluate(
                        event.getContext(),
                        event.getRootProfile(),
                        event.getRootProviderDocuments(),
                        event.getRootOutcomes(),
                        event);
            default -> new Outcome.DeadLetter("UNEXPECTED_TYPE", "no event of a stage before the rules");
        };
    }

    private Outcome evaluate(
            JobContext context,
            @Nullable String profile,
            @Nullable String providerDocuments,
            List<ProviderOutcome> outcomes,
            @Nullable OwnershipResolved ownership)
            throws JsonProcessingException {
        RulesPlan plan = context.getRules();
        if (plan == null) {
            return new Outcome.DeadLetter("NO_RULES_PLAN", "the slip names the rules, the job has no plan for them");
        }
        long start = System.nanoTime();
        JsonNode document = document(plan, profile, providerDocuments, outcomes, ownership);
        List<CompiledMatrix.Evaluation> evaluations = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (MatrixRef reference : plan.getMatrices()) {
            Optional<RuleCompiler.Result> found = matrices.find(context.getTenantId(), reference);
            if (found.isEmpty()) {
                return new Outcome.RetryLater(
                        MATRIX_MAY_COME,
                        "matrix " + reference.getMatrixId() + " version " + reference.getVersion()
                                + " is not known yet");
            }
            switch (found.get()) {
                case RuleCompiler.Compiled compiled ->
                    evaluations.add(compiled.matrix().evaluate(document, plan.getEvaluationTime()));
                case RuleCompiler.Refused refused ->
                    refused.faults()
                            .forEach(fault ->
                                    errors.add(reference.getMatrixId() + fault.pointer() + ": " + fault.message()));
            }
        }
        Verdict verdict = Verdict.of(evaluations, errors, plan.getTrigger(), (System.nanoTime() - start) / 1_000_000);
        RulesEvaluated event = RulesEvaluated.newBuilder()
                .setContext(context)
                .setRulesResult(verdict.rulesResult().toString())
                .setRulesExecutionSummary(verdict.summary().toString())
                .setEvaluatedAt(clock.instant())
                .build();
        return Outcome.Done.emitting(new Emission(
                Topics.RULES_EVENTS,
                context.getJobId(),
                event,
                JobHeaders.of(context, "RulesEvaluated", "root", Headers.DONE)));
    }

    private JsonNode document(
            RulesPlan plan,
            @Nullable String profile,
            @Nullable String providerDocuments,
            List<ProviderOutcome> outcomes,
            @Nullable OwnershipResolved ownership)
            throws JsonProcessingException {
        ObjectNode document = (ObjectNode) json.readTree(plan.getEntityDocument());
        ObjectNode enrichment = document.putObject("enrichmentData");
        enrichment.set("normalized", profile == null ? json.createObjectNode() : json.readTree(profile));
        enrichment.set(
                "providers", providerDocuments == null ? json.createObjectNode() : json.readTree(providerDocuments));
        ArrayNode told = document.putArray("providerOutcomes");
        outcomes.forEach(
                outcome -> told.addObject().put("code", outcome.getCode()).put("success", outcome.getSuccess()));
        if (ownership != null) {
            document.putObject("ownership")
                    .put("nodes", ownership.getNodes().size())
                    .put("depth", ownership.getDepthReached())
                    .put("unknownShare", ownership.getUnknownShare());
        }
        return document;
    }
}
