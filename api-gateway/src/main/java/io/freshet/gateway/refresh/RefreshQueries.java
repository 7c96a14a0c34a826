package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the REST API shows of a refresh. */
@Singleton
public final class RefreshQueries {

    private final Transactions transactions;
    private final RefreshRepository refreshes;
    private final JobWaiters waiters;
    private final ObjectMapper json;

    RefreshQueries(Transactions transactions, RefreshRepository refreshes, JobWaiters waiters, ObjectMapper json) {
        this.transactions = transactions;
        this.refreshes = refreshes;
        this.waiters = waiters;
        this.json = json;
    }

    /**
     * The refresh as {@code GET /refreshes/{id}} answers it: the result once it has ended, and in any case its steps, its
     * ownership tree as far as it is known, and its progress from 0 to 1.
     *
     * @return empty when the tenant has no such refresh
     */
    public Optional<ObjectNode> find(UUID tenantId, UUID jobId) {
        return transactions.read(() ->
                refreshes.find(tenantId, jobId).map(refresh -> document(refresh, refreshes.steps(tenantId, jobId))));
    }

    /** Waits until the refresh has ended; false when it has not in time, or when the tenant has no such refresh. */
    public boolean awaitEnd(UUID tenantId, UUID jobId, Duration time) throws InterruptedException {
        // Registered first: an end between looking and waiting would be missed otherwise.
        try (JobWaiters.Waiter waiter = waiters.register(jobId)) {
            return hasEnded(tenantId, jobId) || waiter.await(time) || hasEnded(tenantId, jobId);
        }
    }

    private boolean hasEnded(UUID tenantId, UUID jobId) {
        return refreshes.status(tenantId, jobId).map(JobStatus::isTerminal).orElse(false);
    }

    private ObjectNode document(RefreshRepository.Refresh refresh, List<Step> steps) {
        ObjectNode document = refresh.result();
        if (document == null) {
            document = json.createObjectNode().put("success", true);
            ObjectNode data = document.putObject("data");
            data.put("refreshId", refresh.jobId().toString()).put("status", JobStatus.word(refresh.status()));
            data.putObject("entity").put("id", refresh.entityId().toString());
            data.put("queuedAt", refresh.queuedAt().toString());
        }
        ObjectNode data = (ObjectNode) document.get("data");
        if (refresh.retryOf() != null) {
            data.put("retryOf", refresh.retryOf().toString());
        }
        data.put("operation", refresh.operation().word());
        data.put("deadline", refresh.deadline().toString());
        data.set("slip", json.valueToTree(refresh.slip()));
        if (refresh.ownership() != null) {
            data.set("ownership", refresh.ownership());
        }
        addSteps(data, steps);
        return document;
    }

    private void addSteps(ObjectNode data, List<Step> steps) {
        ArrayNode shown = data.putArray("steps");
        steps.forEach(step -> shown.add(describe(step)));
        long closed = steps.stream()
                .filter(step -> StepStatus.isTerminal(step.status()))
                .count();
        data.put("progress", steps.isEmpty() ? 0.0 : (double) closed / steps.size());
    }

    private ObjectNode describe(Step step) {
        ObjectNode shown = json.createObjectNode()
                .put("kind", step.kind())
                .put("name", step.name())
                .put("status", StepStatus.word(step.status()));
        Instant finishedAt = step.finishedAt();
        if (finishedAt != null) {
            shown.put("finishedAt", finishedAt.toString());
        }
        // A provider's detail stands under providers[] of the result.
        if (step.detail() != null && !step.kind().equals("provider")) {
            shown.set("detail", step.detail());
        }
        return shown;
    }
}
