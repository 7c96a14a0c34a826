package io.freshet.gateway.refresh.messaging;

import io.freshet.gateway.budget.messaging.AvroBudgets;
import io.freshet.gateway.failure.PartAwayException;
import io.freshet.gateway.marketplace.TenantParameterRepository;
import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.outbox.messaging.AvroRecords;
import io.freshet.gateway.refresh.CommandRepetition;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.ProviderOutcome;
import io.freshet.schemas.Topic;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryUnavailableException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Works on every command that has a {@link JobContext} in its field {@code context}. */
@Singleton
final class AvroCommandRepetition implements CommandRepetition {

    private static final String CONTEXT = "context";
    private static final String ROOT = "root";
    /** A chain that is longer asks again what only its oldest jobs knew. */
    private static final int LONGEST_CHAIN = 20;

    private final Deserializer<SpecificRecord> deserializer;
    private final AvroRecords records;
    private final AvroBudgets budgets;
    private final TenantParameterRepository parameters;

    AvroCommandRepetition(
            Deserializer<SpecificRecord> deserializer,
            AvroRecords records,
            AvroBudgets budgets,
            TenantParameterRepository parameters) {
        this.deserializer = deserializer;
        this.records = records;
        this.budgets = budgets;
        this.parameters = parameters;
    }

    @Override
    public OutboxRecord again(OutboxRecord first, Retry retry) {
        SpecificRecord command = decode(first);
        Schema.Field field = command.getSchema().getField(CONTEXT);
        if (field == null || !(command.get(field.pos()) instanceof JobContext before)) {
            throw new IllegalStateException(
                    "a first command without a job: " + command.getSchema().getFullName());
        }
        JobContext context = JobContext.newBuilder(before)
                .setJobId(retry.jobId().toString())
                .setDeadline(retry.deadline())
                .setRetryOf(chain(retry.retryOf(), before))
                .setDailyBudget(budgets.of(UUID.fromString(before.getTenantId())))
                .setProviderParameters(parameters.find(UUID.fromString(before.getTenantId())))
                .build();
        command.put(field.pos(), context);
        SpecificRecord again = command instanceof EnrichEntity enrich ? withOwnRejections(enrich) : command;
        String next = first.headers().getOrDefault(Headers.NEXT_STAGE, Headers.DONE);
        Map<String, String> headers = JobHeaders.of(context, command.getSchema().getName(), ROOT, next);
        // Commands about a party lie with those of the party, all others with the records of their job.
        String key = first.key().equals(before.getJobId()) ? context.getJobId() : first.key();
        return records.of(first.tenantId(), topic(first), key, headers, again);
    }

    private static List<String> chain(UUID newest, JobContext before) {
        List<String> chain = new ArrayList<>(List.of(newest.toString()));
        chain.addAll(before.getRetryOf());
        return chain.subList(0, Math.min(chain.size(), LONGEST_CHAIN));
    }

    /** Outcomes that the gateway itself decided have ids that are functions of the job, like all others. */
    private static EnrichEntity withOwnRejections(EnrichEntity command) {
        String jobId = command.getContext().getJobId();
        List<ProviderOutcome> rejected = command.getRejected().stream()
                .map(outcome -> ProviderOutcome.newBuilder(outcome)
                        .setExecutionId(JobHeaders.messageId(jobId, ROOT, outcome.getCode())
                                .toString())
                        .build())
                .toList();
        return EnrichEntity.newBuilder(command).setRejected(rejected).build();
    }

    private SpecificRecord decode(OutboxRecord first) {
        try {
            return deserializer.deserialize(first.topic(), first.value());
        } catch (RegistryUnavailableException e) {
            throw new PartAwayException("the schema registry is away", e);
        }
    }

    private static Topic topic(OutboxRecord first) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(first.topic()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no topic is called " + first.topic()));
    }
}
