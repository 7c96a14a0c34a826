package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.projection.JobStatus;
import io.freshet.gateway.projection.JsonColumns;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the REST API shows of a refresh. */
@Singleton
public final class RefreshQueries {

    private static final Set<String> OPEN = Set.of("pending", "running", "waiting_retry");

    private final TransactionOperations<Connection> transactions;
    private final JobWaiters waiters;
    private final JsonColumns columns;
    private final ObjectMapper json;

    RefreshQueries(
            TransactionOperations<Connection> transactions,
            JobWaiters waiters,
            JsonColumns columns,
            ObjectMapper json) {
        this.transactions = transactions;
        this.waiters = waiters;
        this.columns = columns;
        this.json = json;
    }

    /**
     * The refresh as {@code GET /refreshes/{id}} answers it: the result once it has ended, and in any case its steps, its
     * ownership tree as far as it is known, and its progress from 0 to 1.
     *
     * @return empty when the tenant has no such refresh
     */
    public Optional<ObjectNode> find(UUID tenantId, UUID jobId) {
        return transactions.executeRead(status -> {
            Optional<ObjectNode> document = document(status.getConnection(), tenantId, jobId);
            if (document.isPresent()) {
                addSteps(status.getConnection(), tenantId, jobId, (ObjectNode)
                        document.get().get("data"));
            }
            return document;
        });
    }

    /** Waits until the refresh has ended; false when it has not in time, or when the tenant has no such refresh. */
    public boolean awaitEnd(UUID tenantId, UUID jobId, Duration time) throws InterruptedException {
        // Registered first: an end between looking and waiting would be missed otherwise.
        try (JobWaiters.Waiter waiter = waiters.register(jobId)) {
            return hasEnded(tenantId, jobId) || waiter.await(time) || hasEnded(tenantId, jobId);
        }
    }

    private boolean hasEnded(UUID tenantId, UUID jobId) {
        return transactions.executeRead(status -> {
            try (PreparedStatement select = status.getConnection()
                    .prepareStatement("SELECT status FROM refresh_job WHERE tenant_id = ? AND job_id = ?")) {
                select.setObject(1, tenantId);
                select.setObject(2, jobId);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            && JobStatus.ofWord(row.getString("status")).isTerminal();
                }
            }
        });
    }

    private Optional<ObjectNode> document(Connection connection, UUID tenantId, UUID jobId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT entity_id, status, slip, providers, deadline, queued_at, started_at, ownership, result
                FROM refresh_job WHERE tenant_id = ? AND job_id = ?
                """)) {
            select.setObject(1, tenantId);
            select.setObject(2, jobId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(document(row, jobId)) : Optional.empty();
            }
        }
    }

    private ObjectNode document(ResultSet row, UUID jobId) throws SQLException {
        ObjectNode document = columns.object(row, "result");
        if (document == null) {
            document = json.createObjectNode().put("success", true);
            ObjectNode data = document.putObject("data");
            data.put("refreshId", jobId.toString()).put("status", row.getString("status"));
            data.putObject("entity").put("id", row.getString("entity_id"));
            data.put("queuedAt", JsonColumns.requiredInstant(row, "queued_at").toString());
        }
        ObjectNode data = (ObjectNode) document.get("data");
        data.put("deadline", JsonColumns.requiredInstant(row, "deadline").toString());
        data.set("slip", json.valueToTree(row.getArray("slip").getArray()));
        JsonNode ownership = columns.node(row, "ownership");
        if (ownership != null) {
            data.set("ownership", ownership);
        }
        return document;
    }

    private void addSteps(Connection connection, UUID tenantId, UUID jobId, ObjectNode data) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT step_key, kind, status, detail, started_at, finished_at FROM job_step
                WHERE tenant_id = ? AND job_id = ? ORDER BY kind DESC, step_key
                """)) {
            select.setObject(1, tenantId);
            select.setObject(2, jobId);
            try (ResultSet row = select.executeQuery()) {
                ArrayNode steps = data.putArray("steps");
                int closed = 0;
                while (row.next()) {
                    steps.add(step(row));
                    closed += OPEN.contains(row.getString("status")) ? 0 : 1;
                }
                data.put("progress", steps.isEmpty() ? 0.0 : (double) closed / steps.size());
            }
        }
    }

    private ObjectNode step(ResultSet row) throws SQLException {
        String key = row.getString("step_key");
        ObjectNode step = json.createObjectNode()
                .put("kind", row.getString("kind"))
                .put("name", key.substring(key.indexOf(':') + 1))
                .put("status", row.getString("status"));
        if (JsonColumns.instant(row, "finished_at") != null) {
            step.put(
                    "finishedAt",
                    JsonColumns.requiredInstant(row, "finished_at").toString());
        }
        JsonNode detail = columns.node(row, "detail");
        if (detail != null && !"provider".equals(row.getString("kind"))) {
            step.set("detail", detail);
        }
        return step;
    }
}
