package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyKey;
import io.freshet.core.Stage;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.Idempotency;
import io.freshet.gateway.outbox.Outbox;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.outbox.OutboxRow;
import io.freshet.gateway.outbox.PublicEvents;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.RefreshEvent;
import io.freshet.schemas.RefreshStatus;
import io.freshet.schemas.Topics;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores a planned refresh with its steps and what is to be sent, or joins the one that runs. */
@Singleton
final class RefreshSubmission {

    private static final String INSERT_JOB = """
            INSERT INTO refresh_job (job_id, tenant_id, entity_id, status, request, request_hash, slip, providers, priority,
                deadline, command_topic, command_key, command_headers, command_value, resend_at, queued_at)
            VALUES (?, ?, ?, 'queued', ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, now() + interval '1 minute', ?)
            ON CONFLICT (tenant_id, entity_id) WHERE status IN ('queued', 'running') DO NOTHING
            """;

    private static final String INSERT_STEPS = """
            INSERT INTO job_step (job_id, tenant_id, step_key, kind, status)
            SELECT ?, ?, s.key, split_part(s.key, ':', 1), 'pending' FROM unnest(?::text[]) AS s (key)
            """;

    private static final String RUNNING = """
            SELECT job_id, status, request_hash, slip, providers, deadline FROM refresh_job
            WHERE tenant_id = ? AND entity_id = ? AND status IN ('queued', 'running')
            """;

    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    RefreshSubmission(Outbox outbox, ObjectMapper json, Clock clock) {
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Submits within the transaction of {@code connection}.
     *
     * @param rows takes what is to be sent after the commit
     * @throws ApiException conflict, when another refresh of the entity runs and the caller did not ask to join it
     */
    Idempotency.Answer submit(Connection connection, RefreshPlan plan, List<OutboxRow> rows) throws SQLException {
        // The job that stood in the way may end before it is read; then there is room, and the next round finds it.
        while (true) {
            List<OutboxRow> written = outbox.append(connection, List.of(command(plan), started(plan)));
            if (insertJob(connection, plan, written.getFirst())) {
                insertSteps(connection, plan);
                rows.addAll(written);
                return accepted(plan);
            }
            discard(connection, written);
            Idempotency.Answer running = join(connection, plan);
            if (running != null) {
                return running;
            }
        }
    }

    private static OutboxMessage command(RefreshPlan plan) {
        EnrichEntity command = plan.command();
        Entity entity = plan.entity();
        return new OutboxMessage(
                entity.tenantId(),
                command.getContext().getBulk() ? Topics.ENRICHMENT_COMMANDS_BULK : Topics.ENRICHMENT_COMMANDS,
                entity.partyKey().map(PartyKey::value).orElse(entity.entityId().toString()),
                JobHeaders.of(command.getContext(), "EnrichEntity", "root", Stage.ENRICH.name()),
                command);
    }

    private OutboxMessage started(RefreshPlan plan) {
        Entity entity = plan.entity();
        return PublicEvents.refresh(
                entity.tenantId(),
                RefreshEvent.newBuilder()
                        .setRefreshId(plan.jobId().toString())
                        .setEntityId(entity.entityId().toString())
                        .setOrganizationId(entity.tenantId().toString())
                        .setSequence(1)
                        .setStatus(RefreshStatus.RUNNING)
                        .setEntityType(plan.command().getParty().getType())
                        .setOccurredAt(clock.instant())
                        .build());
    }

    private boolean insertJob(Connection connection, RefreshPlan plan, OutboxRow command) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_JOB)) {
            insert.setObject(1, plan.jobId());
            insert.setObject(2, plan.entity().tenantId());
            insert.setObject(3, plan.entity().entityId());
            insert.setString(4, plan.request().toString());
            insert.setBytes(5, hash(plan));
            insert.setArray(
                    6, texts(connection, plan.slip().stream().map(Stage::name).toList()));
            insert.setArray(7, texts(connection, plan.providers().toCall()));
            insert.setString(8, command.headers().getOrDefault(Headers.PRIORITY, "interactive"));
            insert.setObject(9, deadline(plan).atOffset(ZoneOffset.UTC));
            insert.setString(10, command.topic());
            insert.setString(11, command.key());
            insert.setString(12, json.valueToTree(command.headers()).toString());
            insert.setBytes(13, command.value());
            insert.setObject(14, clock.instant().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    private static void insertSteps(Connection connection, RefreshPlan plan) throws SQLException {
        List<String> keys = new ArrayList<>();
        plan.slip().forEach(stage -> keys.add("stage:" + stage.name()));
        plan.providers().toCall().forEach(code -> keys.add("provider:" + code));
        plan.providers().rejected().forEach(code -> keys.add("provider:" + code));
        try (PreparedStatement insert = connection.prepareStatement(INSERT_STEPS)) {
            insert.setObject(1, plan.jobId());
            insert.setObject(2, plan.entity().tenantId());
            insert.setArray(3, texts(connection, keys));
            insert.executeUpdate();
        }
    }

    private static void discard(Connection connection, List<OutboxRow> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM outbox WHERE outbox_id = ANY (?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(OutboxRow::outboxId).toArray()));
            delete.executeUpdate();
        }
    }

    private Idempotency.@Nullable Answer join(Connection connection, RefreshPlan plan) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RUNNING)) {
            select.setObject(1, plan.entity().tenantId());
            select.setObject(2, plan.entity().entityId());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                UUID jobId = row.getObject("job_id", UUID.class);
                boolean same = MessageDigest.isEqual(row.getBytes("request_hash"), hash(plan));
                if (!same && plan.options().onConflict() != RefreshRequest.OnConflict.USE_EXISTING) {
                    throw new ApiException(
                            ErrorCode.REFRESH_IN_PROGRESS,
                            "Another refresh of this entity runs.",
                            List.of(),
                            Map.of("Location", "/refreshes/" + jobId));
                }
                String[] slip = (String[]) row.getArray("slip").getArray();
                String[] providers = (String[]) row.getArray("providers").getArray();
                Instant deadline =
                        row.getObject("deadline", OffsetDateTime.class).toInstant();
                return answer(jobId, plan, row.getString("status"), List.of(slip), List.of(providers), deadline, true);
            }
        }
    }

    private Idempotency.Answer accepted(RefreshPlan plan) {
        List<String> slip = plan.slip().stream().map(Stage::name).toList();
        return answer(plan.jobId(), plan, "queued", slip, plan.providers().toCall(), deadline(plan), false);
    }

    private Idempotency.Answer answer(
            UUID jobId,
            RefreshPlan plan,
            String status,
            List<String> slip,
            List<String> providers,
            Instant deadline,
            boolean coalesced) {
        ObjectNode body = json.createObjectNode().put("success", true);
        ObjectNode data = body.putObject("data")
                .put("refreshId", jobId.toString())
                .put("entityId", plan.entity().entityId().toString())
                .put("status", status)
                .put("deadline", deadline.toString())
                .put("coalesced", coalesced);
        data.set("slip", json.valueToTree(slip));
        data.set("providers", json.valueToTree(providers));
        return new Idempotency.Answer(202, Map.of("Location", "/refreshes/" + jobId, "Retry-After", "1"), body);
    }

    private static Instant deadline(RefreshPlan plan) {
        return plan.command().getContext().getDeadline();
    }

    /** What makes two requests the same work; how a conflict is to be met is not part of it. */
    private static byte[] hash(RefreshPlan plan) {
        ObjectNode request = plan.request().deepCopy();
        request.remove("onConflict");
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(request.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
