package io.freshet.gateway.projection;

import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.schemas.RefreshEvent;
import io.freshet.schemas.RefreshStatus;
import io.freshet.schemas.Topics;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What the public topic tells of refreshes. */
public record PublicEvents(List<RefreshEvent> events) {

    /** Everything, once the outbox holds nothing of the jobs' tenants. */
    public static PublicEvents of(RunningGateway gateway, List<RefreshCommand> jobs) {
        jobs.forEach(job -> awaitSent(gateway, job.entity().tenantId()));
        return new PublicEvents(gateway.records(Topics.PUBLIC_ENTITIES.name()).stream()
                .map(gateway::deserialize)
                .map(RefreshEvent.class::cast)
                .toList());
    }

    /** Waits until the broker has all that the tenant's transactions left. */
    static void awaitSent(RunningGateway gateway, UUID tenantId) {
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .until(() -> gateway.database()
                        .query("SELECT 1 AS one FROM outbox WHERE tenant_id = ?", row -> row.integer("one"), tenantId)
                        .isEmpty());
    }

    /** How often the end of the job is told. */
    public long endings(RefreshCommand job) {
        return events.stream()
                .filter(event -> event.getRefreshId().equals(job.jobId().toString()))
                .filter(event -> event.getStatus() != RefreshStatus.RUNNING)
                .count();
    }
}
