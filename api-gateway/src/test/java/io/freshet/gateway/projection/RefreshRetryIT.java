package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.refresh.JobCancellation;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshRepository;
import io.freshet.gateway.refresh.RefreshRetry;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.refresh.StepStatus;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.Topics;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs that are tried again. */
@ExtendWith(SharedGateway.class)
class RefreshRetryIT {

    private final RunningGateway gateway;
    private final RefreshRetry retry;
    private final Projector projector;

    RefreshRetryIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.retry = gateway.bean(RefreshRetry.class);
        this.projector = gateway.bean(Projector.class);
    }

    @Test
    void shouldStartTheSamePlanWithTheChainOfItsPredecessorsWhenAJobFailed() {
        RefreshCommand first = Tenant.make(gateway).start(1);
        fail(first.jobId());

        UUID second = started(first, first.jobId());
        fail(second);
        UUID third = started(first, second);

        EnrichEntity original = command(first, first.jobId());
        EnrichEntity repeated = command(first, third);
        assertThat(repeated.getContext().getRetryOf())
                .containsExactly(second.toString(), first.jobId().toString());
        assertThat(repeated.getContext().getJobId()).isEqualTo(third.toString());
        assertThat(repeated.getContext().getDeadline())
                .isAfterOrEqualTo(original.getContext().getDeadline());
        assertThat(EnrichEntity.newBuilder(repeated)
                        .setContext(JobContext.newBuilder(repeated.getContext())
                                .setJobId(original.getContext().getJobId())
                                .setDeadline(original.getContext().getDeadline())
                                .setRetryOf(List.of())
                                .build())
                        .build())
                .isEqualTo(original);
        RefreshRepository.Refresh stored =
                refreshes().find(tenant(first), third).orElseThrow();
        assertThat(stored.retryOf()).isEqualTo(second);
        assertThat(stored.status()).isEqualTo(new JobStatus.Queued());
        assertThat(refreshes().steps(tenant(first), third))
                .hasSize(4)
                .extracting(Step::status)
                .containsOnly(new StepStatus.Pending());
        assertThat(PublicEvents.of(gateway, List.of(first)).events().stream()
                        .filter(event -> event.getRefreshId().equals(third.toString())))
                .hasSize(1);
    }

    @Test
    void shouldRefuseWhenNothingFailed() {
        RefreshCommand job = Tenant.make(gateway).start(1);

        assertThat(retry.retry(tenant(job), job.jobId())).isEqualTo(new RefreshRetry.StillRunning());
        projector.project(JobEvents.all(job));
        assertThat(retry.retry(tenant(job), job.jobId())).isEqualTo(new RefreshRetry.NothingFailed());
    }

    @Test
    void shouldRefuseWhenTheJobWasOnlyCancelled() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        gateway.bean(JobCancellation.class).cancel(tenant(job), job.jobId());

        assertThat(retry.retry(tenant(job), job.jobId())).isEqualTo(new RefreshRetry.NothingFailed());
    }

    @Test
    void shouldNameTheJobThatRunsWhenTwoRetry() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        fail(job.jobId());
        UUID running = started(job, job.jobId());

        assertThat(retry.retry(tenant(job), job.jobId()))
                .isInstanceOfSatisfying(
                        RefreshRetry.Conflict.class,
                        conflict -> assertThat(conflict.with().jobId()).isEqualTo(running));
    }

    @Test
    void shouldSeeNothingOfAnotherTenantsJob() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        fail(job.jobId());

        assertThat(retry.retry(Tenant.make(gateway).tenantId(), job.jobId())).isEqualTo(new RefreshRetry.NotFound());
    }

    private void fail(UUID jobId) {
        projector.project(List.of(new StageEvent.GaveUp(jobId, "ownership", "BROKEN", JobEvents.AT)));
    }

    private UUID started(RefreshCommand job, UUID predecessor) {
        RefreshRetry.Outcome outcome = retry.retry(tenant(job), predecessor);
        assertThat(outcome).isInstanceOf(RefreshRetry.Started.class);
        return ((RefreshRetry.Started) outcome).job().jobId();
    }

    private EnrichEntity command(RefreshCommand first, UUID jobId) {
        PublicEvents.awaitSent(gateway, tenant(first));
        return gateway.records(Topics.ENRICHMENT_COMMANDS.name()).stream()
                .filter(record -> RunningGateway.header(record, Headers.JOB_ID).equals(jobId.toString()))
                .map(gateway::deserialize)
                .map(EnrichEntity.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private RefreshRepository refreshes() {
        return gateway.bean(RefreshRepository.class);
    }

    private static UUID tenant(RefreshCommand job) {
        return job.entity().tenantId();
    }
}
