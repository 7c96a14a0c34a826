package io.freshet.enrichment.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.PartyType;
import io.freshet.enrichment.CallLedger;
import io.freshet.enrichment.EnrichNode;
import io.freshet.enrichment.Enrichment;
import io.freshet.enrichment.Execution;
import io.freshet.enrichment.Question;
import io.freshet.enrichment.Subject;
import io.freshet.schemas.DailyBudget;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.OutcomeError;
import io.freshet.schemas.Party;
import io.freshet.schemas.ProviderOutcome;
import io.freshet.schemas.Stage;
import io.freshet.schemas.Topics;
import io.freshet.worker.Delivery;
import io.freshet.worker.Emission;
import io.freshet.worker.Outcome;
import io.freshet.worker.RecordHandler;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns an {@code EnrichEntity} into an {@code EntityEnriched} with an outcome per provider. */
public final class EnrichEntityHandler implements RecordHandler<EnrichEntity> {

    private final EnrichNode enrichNode;
    private final CallLedger ledger;
    private final Clock clock;

    public EnrichEntityHandler(EnrichNode enrichNode, CallLedger ledger, Clock clock) {
        this.enrichNode = enrichNode;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Delivery<EnrichEntity> delivery) throws InterruptedException {
        EnrichEntity command = delivery.value();
        JobContext context = command.getContext();
        EnrichNode.Result result = enrichNode.enrich(new EnrichNode.Node(
                context.getJobId(),
                command.getNodeId(),
                context.getTenantId(),
                subject(command),
                command.getProviders(),
                new Question.Terms(
                        context.getForceRefresh(), context.getBulk(), context.getDeadline(), budget(context)),
                context.getRetryOf()));
        return switch (result) {
            case EnrichNode.Postponed later -> new Outcome.Postpone(later.delay(), "a provider is to be asked later");
            case EnrichNode.Enriched enriched -> {
                List<Emission> emissions = new ArrayList<>();
                emissions.add(emission(command, enriched.enrichment()));
                emissions.addAll(budgetEvents(command, enriched.enrichment()));
                yield new Outcome.Done(emissions);
            }
        };
    }

    /** Told with what the command tells, so that a command which comes again tells them again. */
    private List<Emission> budgetEvents(EnrichEntity command, Enrichment enrichment) {
        JobContext context = command.getContext();
        boolean paid = enrichment.executions().stream().anyMatch(EnrichEntityHandler::concernsBudget);
        if (context.getDailyBudget() == null || !paid) {
            return List.of();
        }
        String teller = context.getJobId() + '|' + command.getNodeId();
        return ledger.reached(context.getTenantId(), teller).stream()
                .map(reached -> BudgetAnnouncement.of(context.getTenantId(), reached))
                .toList();
    }

    private static boolean concernsBudget(Execution execution) {
        Execution.Failure failure = execution.failure();
        return execution.costCents() > 0 || (failure != null && failure.code().equals("BUDGET_EXCEEDED"));
    }

    private static CallLedger.Budget budget(JobContext context) {
        DailyBudget budget = context.getDailyBudget();
        return budget == null
                ? CallLedger.Budget.NONE
                : new CallLedger.Budget(budget.getSoftCents(), budget.getHardCents());
    }

    private Emission emission(EnrichEntity command, Enrichment enrichment) {
        JobContext context = command.getContext();
        List<ProviderOutcome> outcomes = new ArrayList<>();
        // From the journal, not from the clock: a command that comes again is answered with the same record.
        Instant completedAt = enrichment.executions().stream()
                .flatMap(execution -> Stream.ofNullable(execution.completedAt()))
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElseGet(clock::instant);
        Instant startedAt = enrichment.executions().stream()
                .flatMap(execution -> Stream.ofNullable(execution.startedAt()))
                .min(Comparator.naturalOrder())
                .orElse(completedAt);
        enrichment.executions().forEach(execution -> outcomes.add(outcome(execution)));
        outcomes.addAll(command.getRejected());
        EntityEnriched event = EntityEnriched.newBuilder()
                .setContext(context)
                .setNodeId(command.getNodeId())
                .setParty(command.getParty())
                .setDepth(command.getDepth())
                .setOutcomes(outcomes)
                .setProfile(text(enrichment.profile()))
                .setProvenance(
                        enrichment.profile() == null
                                ? null
                                : enrichment.provenance().toString())
                .setProviderDocuments(
                        enrichment.profile() == null
                                ? null
                                : enrichment.providerDocuments().toString())
                .setEntityData(text(enrichment.entityData()))
                .setStartedAt(startedAt)
                .setCompletedAt(completedAt)
                .build();
        return new Emission(
                Topics.ENRICHMENT_EVENTS,
                context.getJobId(),
                event,
                JobHeaders.of(context, "EntityEnriched", command.getNodeId(), nextStage(context)));
    }

    private static String nextStage(JobContext context) {
        int next = context.getSlip().indexOf(Stage.ENRICH) + 1;
        return next < context.getSlip().size() ? context.getSlip().get(next).name() : Headers.DONE;
    }

    private static Subject subject(EnrichEntity command) {
        Party party = command.getParty();
        return new Subject(
                switch (party.getType()) {
                    case PERSON -> PartyType.PERSON;
                    case COMPANY, UNKNOWN -> PartyType.COMPANY;
                },
                party.getCountry(),
                new Subject.Identifiers(party.getTaxId(), party.getLei(), party.getRegistryId()),
                party.getName(),
                party.getBirthDate(),
                new Subject.Settings(
                        command.getParameters(), command.getContext().getProviderParameters()));
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    private static ProviderOutcome outcome(Execution execution) {
        Execution.Failure failure = execution.failure();
        return ProviderOutcome.newBuilder()
                .setCode(execution.provider())
                .setSuccess(execution.success())
                .setExecutionId(execution.executionId())
                .setFromCache(execution.fromCache())
                .setFieldsEnriched(execution.fieldsEnriched())
                .setCompleteness(execution.completeness())
                .setConfidence(execution.success() ? 1.0 : 0.0)
                .setExecutionTimeMs(execution.executionTimeMs())
                .setCostCents(execution.costCents())
                .setRepeated(execution.repeated())
                .setFetchedAt(execution.fetchedAt() == null ? null : Instant.parse(execution.fetchedAt()))
                .setDocumentHash(execution.documentHash())
                .setError(
                        failure == null
                                ? null
                                : OutcomeError.newBuilder()
                                        .setCode(failure.code())
                                        .setMessage(failure.message())
                                        .setCategory(failure.category())
                                        .setRetryable(failure.retryable())
                                        .setStatusCode(failure.statusCode())
                                        .build())
                .build();
    }
}
