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
import io.freshet.schemas.EvaluateRules;
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
                        new Known(event.getProfile(), event.getProviderDocuments(), event.getOutcomes(), null));
            case OwnershipResolved event ->
                evaluate(
                        event.getContext(),
                        new Known(
                                event.getRootProfile(),
                                event.getRootProviderDocuments(),
                                event.getRootOutcomes(),
                                summary(event)));
            case EvaluateRules command ->
                evaluate(
                        command.getContext(),
                        new Known(
                                command.getProfile(),
                                command.getProviderDocuments(),
                                command.getOutcomes(),
                                parsed(command.getOwnership())));
            default -> new Outcome.DeadLetter("UNEXPECTED_TYPE", "no record that the rules stage follows");
        };
    }

    /** What the stages before, or the gateway, know of the root; the texts are JSON. */
    private record Known(
            @Nullable String profile,
            @Nullable String providerDocuments,
            List<ProviderOutcome> outcomes,
            @Nullable JsonNode ownership) {}

    private Outcome evaluate(JobContext context, Known known) throws JsonProcessingException {
        RulesPlan plan = context.getRules();
        if (plan == null) {
            return new Outcome.DeadLetter("NO_RULES_PLAN", "the slip names the rules, the job has no plan for them");
        }
        long start = System.nanoTime();
        JsonNode document = document(plan, known);
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

    private JsonNode document(RulesPlan plan, Known known) throws JsonProcessingException {
        ObjectNode document = (ObjectNode) json.readTree(plan.getEntityDocument());
        ObjectNode enrichment = document.putObject("enrichmentData");
        enrichment.set("normalized", orEmpty(parsed(known.profile())));
        enrichment.set("providers", orEmpty(parsed(known.providerDocuments())));
        ArrayNode told = document.putArray("providerOutcomes");
        known.outcomes()
                .forEach(outcome ->
                        told.addObject().put("code", outcome.getCode()).put("success", outcome.getSuccess()));
        if (known.ownership() != null) {
            document.set("ownership", known.ownership());
        }
        return document;
    }

    private ObjectNode summary(OwnershipResolved event) {
        return json.createObjectNode()
                .put("nodes", event.getNodes().size())
                .put("depth", event.getDepthReached())
                .put("unknownShare", event.getUnknownShare());
    }

    private @Nullable JsonNode parsed(@Nullable String text) throws JsonProcessingException {
        return text == null ? null : json.readTree(text);
    }

    private JsonNode orEmpty(@Nullable JsonNode node) {
        return node == null ? json.createObjectNode() : node;
    }
}
