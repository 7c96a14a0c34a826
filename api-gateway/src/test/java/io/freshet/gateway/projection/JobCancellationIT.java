package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.refresh.JobCancellation;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshQueries;
import io.freshet.gateway.refresh.RefreshRepository;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.refresh.StepStatus;
import io.freshet.schemas.CancelJob;
import io.freshet.schemas.Headers;
import io.freshet.schemas.RefreshEvent;
import io.freshet.schemas.RefreshStatus;
import io.freshet.schemas.Topics;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cancelling, alone and against everything else that ends a job. */
@ExtendWith(SharedGateway.class)
class JobCancellationIT {

    private final RunningGateway gateway;
    private final JobCancellation cancellation;
    private final Projector projector;

    JobCancellationIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.cancellation = gateway.bean(JobCancellation.class);
        this.projector = gateway.bean(Projector.class);
    }

    @Test
    void shouldEndTheJobWithWhatIsThereWhenItIsCancelledHalfWay() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        projector.project(List.of(JobEvents.root(job, "Acme Registered", true)));

        JobCancellation.Outcome outcome = cancel(job);

        assertThat(outcome).isEqualTo(new JobCancellation.Cancelled());
        assertThat(status(job)).isEqualTo(new JobStatus.Cancelled());
        assertThat(steps(job)).allMatch(step -> StepStatus.isTerminal(step.status()));
        assertThat(steps(job))
                .filteredOn(step -> step.key().equals("stage:ENRICH"))
                .extracting(Step::status)
                .containsExactly(new StepStatus.Completed());
        assertThat(steps(job))
                .filteredOn(step -> step.key().equals("stage:RULES"))
                .extracting(Step::status)
                .containsExactly(new StepStatus.Cancelled());
        JsonNode result = gateway.bean(RefreshQueries.class)
                .find(job.entity().tenantId(), job.jobId())
                .orElseThrow();
        assertThat(result.at("/data/error/code").asText()).isEqualTo("CANCELLED");
        assertThat(result.at("/data/providers/0/success").asBoolean()).isTrue();
        assertThat(ends(job)).containsExactly(RefreshStatus.CANCELLED);
        assertThat(cancellations(job)).isEqualTo(1);
    }

    @Test
    void shouldChangeNothingWhenEventsComeAfterTheCancellation() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        cancel(job);
        List<Step> before = steps(job);

        projector.project(JobEvents.all(job));

        assertThat(status(job)).isEqualTo(new JobStatus.Cancelled());
        assertThat(steps(job)).isEqualTo(before);
        assertThat(ends(job)).containsExactly(RefreshStatus.CANCELLED);
    }

    @Test
    void shouldRefuseWhenTheJobIsOver() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        projector.project(JobEvents.all(job));

        assertThat(cancel(job)).isEqualTo(new JobCancellation.AlreadyEnded(new JobStatus.Completed()));
        assertThat(status(job)).isEqualTo(new JobStatus.Completed());
        assertThat(cancellations(job)).isZero();
    }

    @Test
    void shouldSeeNothingOfAnotherTenantsJob() {
        RefreshCommand job = Tenant.make(gateway).start(0);
        UUID stranger = Tenant.make(gateway).tenantId();

        assertThat(cancellation.cancel(stranger, job.jobId())).isEqualTo(new JobCancellation.NotFound());
        assertThat(status(job)).isEqualTo(new JobStatus.Queued());
    }

    @Test
    void shouldEndOnceWhenCancellationsAndTheLastEventsMeet() throws Exception {
        List<RefreshCommand> jobs = IntStream.range(0, 20)
                .mapToObj(i -> Tenant.make(gateway).start(1))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (RefreshCommand job : jobs) {
                List<StageEvent> events = JobEvents.all(job);
                projector.project(events.subList(0, 3));
                CyclicBarrier start = new CyclicBarrier(3);
                Callable<Boolean> canceller = () -> {
                    start.await();
                    return cancel(job) instanceof JobCancellation.Cancelled;
                };
                Callable<Boolean> finisher = () -> {
                    start.await();
                    projector.project(events.subList(3, 4));
                    return false;
                };
                List<Future<Boolean>> done = threads.invokeAll(List.of(canceller, canceller, finisher));
                long cancelled = 0;
                for (Future<Boolean> one : done) {
                    cancelled += one.get() ? 1 : 0;
                }
                assertThat(cancelled).isEqualTo(status(job) instanceof JobStatus.Cancelled ? 1 : 0);
            }
        }

        PublicEvents told = PublicEvents.of(gateway, jobs);
        assertThat(jobs).allSatisfy(job -> {
            assertThat(told.endings(job)).isEqualTo(1);
            assertThat(cancellations(job)).isEqualTo(status(job) instanceof JobStatus.Cancelled ? 1 : 0);
        });
    }

    private JobCancellation.Outcome cancel(RefreshCommand job) {
        return cancellation.cancel(job.entity().tenantId(), job.jobId());
    }

    private JobStatus status(RefreshCommand job) {
        return gateway.bean(RefreshRepository.class)
                .status(job.entity().tenantId(), job.jobId())
                .orElseThrow();
    }

    private List<Step> steps(RefreshCommand job) {
        return gateway.bean(RefreshRepository.class).steps(job.entity().tenantId(), job.jobId());
    }

    private Stream<RefreshStatus> ends(RefreshCommand job) {
        return PublicEvents.of(gateway, List.of(job)).events().stream()
                .filter(event -> event.getRefreshId().equals(job.jobId().toString()))
                .map(RefreshEvent::getStatus)
                .filter(status -> status != RefreshStatus.RUNNING);
    }

    /** How many cancellations of the job the stages are told, once the outbox is empty. */
    private long cancellations(RefreshCommand job) {
        PublicEvents.awaitSent(gateway, job.entity().tenantId());
        return gateway.records(Topics.JOB_CANCELLATIONS.name()).stream()
                .filter(record -> RunningGateway.header(record, Headers.JOB_ID)
                        .equals(job.jobId().toString()))
                .map(gateway::deserialize)
                .filter(CancelJob.class::isInstance)
                .count();
    }
}
