package io.freshet.gateway.refresh.messaging;

import io.freshet.core.PartyKey;
import io.freshet.core.PartyType;
import io.freshet.core.Stage;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.budget.messaging.AvroBudgets;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.marketplace.TenantParameterRepository;
import io.freshet.gateway.outbox.OutboxEncoder;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.outbox.messaging.AvroRecords;
import io.freshet.gateway.refresh.KnownRoot;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RejectedProviders;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.MatrixRef;
import io.freshet.schemas.OutcomeError;
import io.freshet.schemas.OwnershipPlan;
import io.freshet.schemas.Party;
import io.freshet.schemas.PlannedProvider;
import io.freshet.schemas.ProviderOutcome;
import io.freshet.schemas.RulesPlan;
import io.freshet.schemas.Topic;
import io.freshet.schemas.Topics;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The first command of a job, as the record that the first stage of its slip takes. */
@Singleton
final class FirstCommandEncoder implements OutboxEncoder {

    private static final String ROOT = "root";
    private static final Pattern BIRTH_DATE = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?");

    private final AvroRecords records;
    private final AvroBudgets budgets;
    private final TenantParameterRepository parameters;

    FirstCommandEncoder(AvroRecords records, AvroBudgets budgets, TenantParameterRepository parameters) {
        this.records = records;
        this.budgets = budgets;
        this.parameters = parameters;
    }

    @Override
    public Optional<OutboxRecord> encode(OutboxMessage message) {
        return message instanceof RefreshCommand command ? Optional.of(encode(command)) : Optional.empty();
    }

    private OutboxRecord encode(RefreshCommand command) {
        JobContext context = context(command);
        return switch (command.slip().stages().getFirst()) {
            case ENRICH -> enrich(command, context);
            case OWNERSHIP ->
                ofJob(
                        context,
                        Topics.OWNERSHIP_COMMANDS,
                        Stage.OWNERSHIP,
                        KnownRootCommands.resolveOwnership(context, known(command)));
            case RULES ->
                ofJob(
                        context,
                        Topics.RULES_COMMANDS,
                        Stage.RULES,
                        KnownRootCommands.evaluateRules(context, known(command)));
        };
    }

    private OutboxRecord ofJob(JobContext context, Topic topic, Stage stage, SpecificRecord record) {
        return records.of(
                UUID.fromString(context.getTenantId()),
                topic,
                context.getJobId(),
                JobHeaders.of(context, record.getSchema().getName(), ROOT, stage.name()),
                record);
    }

    private static KnownRoot known(RefreshCommand command) {
        return Objects.requireNonNull(command.root().known(), "a slip that asks nobody says what is known");
    }

    private OutboxRecord enrich(RefreshCommand command, JobContext context) {
        Entity entity = command.entity();
        EnrichEntity record = record(command, context);
        return records.of(
                entity.tenantId(),
                command.bulk() ? Topics.ENRICHMENT_COMMANDS_BULK : Topics.ENRICHMENT_COMMANDS,
                entity.partyKey().map(PartyKey::value).orElse(entity.entityId().toString()),
                JobHeaders.of(context, "EnrichEntity", ROOT, Stage.ENRICH.name()),
                record);
    }

    private static EnrichEntity record(RefreshCommand command, JobContext context) {
        String jobId = command.jobId().toString();
        return EnrichEntity.newBuilder()
                .setContext(context)
                .setNodeId(ROOT)
                .setParty(party(command.entity()))
                .setDepth(0)
                .setProviders(command.root().toCall())
                .setParameters(command.root().parameters())
                .setRejected(command.root().rejected().stream()
                        .map(rejected -> outcome(jobId, rejected))
                        .toList())
                .build();
    }

    private JobContext context(RefreshCommand command) {
        RefreshCommand.Ownership ownership = command.ownership();
        RefreshCommand.Rules rules = command.rules();
        return JobContext.newBuilder()
                .setJobId(command.jobId().toString())
                .setTenantId(command.entity().tenantId().toString())
                .setEntityId(command.entity().entityId().toString())
                .setRoot(party(command.entity()))
                .setSlip(command.slip().stages().stream()
                        .map(stage -> io.freshet.schemas.Stage.valueOf(stage.name()))
                        .toList())
                .setDeadline(command.deadline())
                .setBulk(command.bulk())
                .setForceRefresh(command.root().fresh())
                .setOwnership(ownership == null ? null : plan(ownership))
                .setRules(rules == null ? null : plan(rules))
                .setDailyBudget(budgets.of(command.entity().tenantId()))
                .setProviderParameters(parameters.find(command.entity().tenantId()))
                .build();
    }

    private static OwnershipPlan plan(RefreshCommand.Ownership ownership) {
        return new OwnershipPlan(
                ownership.depth(),
                ownership.maxNodes(),
                ownership.maxChildren(),
                ownership.providers().stream().map(FirstCommandEncoder::planned).toList(),
                ownership.fromCache());
    }

    private static PlannedProvider planned(RefreshCommand.ShareholderProvider provider) {
        return new PlannedProvider(provider.code(), List.of(type(provider.type())), provider.countries());
    }

    private static RulesPlan plan(RefreshCommand.Rules rules) {
        return new RulesPlan(
                rules.matrices().stream()
                        .map(matrix -> new MatrixRef(matrix.matrixId(), matrix.version()))
                        .toList(),
                rules.trigger(),
                rules.at(),
                rules.document().toString());
    }

    private static ProviderOutcome outcome(String jobId, Selection.Rejected rejected) {
        return ProviderOutcome.newBuilder()
                .setCode(rejected.code())
                .setSuccess(false)
                .setExecutionId(
                        JobHeaders.messageId(jobId, ROOT, rejected.code()).toString())
                .setError(OutcomeError.newBuilder()
                        .setCode(RejectedProviders.CODE)
                        .setMessage(RejectedProviders.message(rejected.reason()))
                        .setCategory(RejectedProviders.CATEGORY)
                        .setRetryable(false)
                        .build())
                .build();
    }

    private static Party party(Entity entity) {
        return Party.newBuilder()
                .setType(type(entity.type()))
                .setCountry(entity.country())
                .setTaxId(entity.taxId())
                .setName(entity.name())
                .setBirthDate(birthDate(entity))
                .build();
    }

    /** What the tenant keeps in {@code entityData.person.birthDate}, where it is a date or a month. */
    private static @Nullable String birthDate(Entity entity) {
        String text = entity.entityData().at("/person/birthDate").asText("");
        return BIRTH_DATE.matcher(text).matches() ? text : null;
    }

    static EntityType type(PartyType type) {
        return switch (type) {
            case COMPANY -> EntityType.COMPANY;
            case PERSON -> EntityType.PERSON;
        };
    }
}
