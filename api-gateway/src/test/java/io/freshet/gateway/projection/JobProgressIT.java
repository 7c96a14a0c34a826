package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.progress.JobEvent;
import io.freshet.gateway.progress.JobEventRepository;
import io.freshet.gateway.progress.JobProgress;
import io.freshet.gateway.progress.JobSignals;
import io.freshet.gateway.refresh.JobCancellation;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshRepository;
import io.freshet.gateway.refresh.Step;
import io.freshet.gateway.refresh.StepStatus;
import io.freshet.schemas.RefreshEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The events of jobs, as they are written and read. */
@ExtendWith(SharedGateway.class)
class JobProgressIT {

    private static final int ALL = 1_000;

    private final RunningGateway gateway;
    private final JobProgress progress;
    private final Projector projector;

    JobProgressIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.progress = gateway.bean(JobProgress.class);
        this.projector = gateway.bean(Projector.class);
    }

    @Test
    void shouldTellEveryStepAndTheEndLastWhenEventsComeOneByOne() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        assertThat(words(events(job, 0))).containsExactly("job queued");

        JobEvents.all(job).forEach(event -> projector.project(List.of(event)));

        assertComplete(job, "completed");
        assertThat(words(events(job, 0))).contains("job running", "step node company/BR/11222333000181 completed");
    }

    @Test
    void shouldTellTheSameStepsWhenEventsComeTwiceInOneBatch() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        List<StageEvent> twice = new ArrayList<>(JobEvents.all(job));
        twice.addAll(JobEvents.all(job));

        projector.project(twice);
        projector.project(JobEvents.all(job));

        assertComplete(job, "completed");
        assertThat(words(events(job, 0))).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellTheCancellationOfEveryOpenStep() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        projector.project(List.of(JobEvents.root(job, "Acme Registered", true)));

        gateway.bean(JobCancellation.class).cancel(tenant(job), job.jobId());

        assertComplete(job, "cancelled");
        assertThat(words(events(job, 0))).contains("step stage OWNERSHIP cancelled", "step stage RULES cancelled");
    }

    @Test
    void shouldGiveSequencesWithoutGapWhenInstancesProjectAtOnce() throws Exception {
        RefreshCommand job = Tenant.make(gateway).start(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            CyclicBarrier start = new CyclicBarrier(4);
            List<Callable<Void>> instances = JobEvents.all(job).stream()
                    .<Callable<Void>>map(event -> () -> {
                        start.await();
                        projector.project(List.of(event));
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(instances)) {
                done.get();
            }
        }

        assertComplete(job, "completed");
    }

    @Test
    void shouldGoOnAfterTheLastSequenceInPages() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        projector.project(JobEvents.all(job));
        List<JobEvent> all = events(job, 0);

        List<JobEvent> paged = new ArrayList<>();
        JobProgress.Part part;
        do {
            long last = paged.isEmpty() ? 0 : paged.getLast().sequence();
            part = progress.after(tenant(job), job.jobId(), last, 2).orElseThrow();
            paged.addAll(part.events());
        } while (!part.complete());

        assertThat(paged).isEqualTo(all);
        assertThat(progress.after(tenant(job), job.jobId(), all.getLast().sequence(), ALL))
                .hasValueSatisfying(rest -> assertThat(rest.complete()).isTrue());
        assertThat(progress.after(Tenant.make(gateway).tenantId(), job.jobId(), 0, ALL))
                .isEmpty();
    }

    @Test
    void shouldStillTellHowTheJobEndedWhenItsEventsAreForgotten() {
        RefreshCommand job = Tenant.make(gateway).start(0);
        projector.project(JobEvents.all(job));

        gateway.bean(JobEventRepository.class).forgetBefore(Instant.now().plusSeconds(60), 1_000_000);

        assertThat(words(events(job, 0))).containsExactly("job queued", "job completed");
        assertThat(events(job, 2)).isEmpty();
    }

    @Test
    void shouldWakeWhoWatchesWhenTheJobChanges() throws Exception {
        RefreshCommand job = Tenant.make(gateway).start(0);
        try (JobSignals.Watch watch = gateway.bean(JobSignals.class).watch(job.jobId())) {
            projector.project(List.of(JobEvents.rules(job)));

            Instant before = Instant.now();
            watch.await(RunningGateway.PATIENCE);
            assertThat(Duration.between(before, Instant.now())).isLessThan(RunningGateway.PATIENCE);
        }
    }

    /** Checks that sequences have no gap, that the last event of every step is what the step is, and who says what last. */
    private void assertComplete(RefreshCommand job, String status) {
        List<JobEvent> events = events(job, 0);
        assertThat(events)
                .extracting(JobEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(words(events).getLast()).isEqualTo("job " + status);
        Map<String, String> told = new HashMap<>();
        events.stream()
                .filter(event -> event.kind() == JobEvent.Kind.STEP)
                .forEach(event -> told.put(
                        event.data().path("kind").asText()
                                + ':'
                                + event.data().path("name").asText(),
                        event.data().path("status").asText()));
        Map<String, String> stored = new HashMap<>();
        for (Step step : gateway.bean(RefreshRepository.class).steps(tenant(job), job.jobId())) {
            stored.put(step.key(), StepStatus.word(step.status()));
        }
        assertThat(told).isEqualTo(stored);
        assertThat(PublicEvents.of(gateway, List.of(job)).events().stream()
                        .filter(event -> event.getRefreshId().equals(job.jobId().toString()))
                        .map(RefreshEvent::getSequence))
                .containsExactly(1L, (long) events.size());
    }

    private List<JobEvent> events(RefreshCommand job, long after) {
        return progress.after(tenant(job), job.jobId(), after, ALL)
                .orElseThrow()
                .events();
    }

    private static List<String> words(List<JobEvent> events) {
        return events.stream()
                .map(event -> event.kind() == JobEvent.Kind.JOB
                        ? "job " + event.data().path("status").asText()
                        : "step " + event.data().path("kind").asText() + ' '
                                + event.data().path("name").asText() + ' '
                                + event.data().path("status").asText())
                .toList();
    }

    private static UUID tenant(RefreshCommand job) {
        return job.entity().tenantId();
    }
}
