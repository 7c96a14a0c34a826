package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshRepository;
import io.freshet.gateway.refresh.RefreshRequest;
import io.freshet.gateway.refresh.StepStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events in every order, twice, late and at once, on PostgreSQL. */
@ExtendWith(SharedGateway.class)
class ProjectorIT {

    private final RunningGateway gateway;
    private final Projector projector;

    ProjectorIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.projector = gateway.bean(Projector.class);
    }

    @Test
    void shouldReachTheSameEndWhateverTheOrderOfTheEvents() {
        List<RefreshCommand> jobs = new ArrayList<>();
        for (List<Integer> order : permutations(List.of(0, 1, 2, 3))) {
            RefreshCommand job = Tenant.make(gateway).start(1);
            List<StageEvent> events = JobEvents.all(job);
            for (int next : order) {
                projector.project(List.of(events.get(next)));
                projector.project(List.of(events.get(next)));
            }
            jobs.add(job);
        }

        List<Map<String, Object>> ends = ends(jobs);
        assertThat(ends).hasSize(24);
        assertThat(ends.getFirst())
                .containsEntry("status", "completed")
                .containsEntry("name", "Acme Registered")
                .containsEntry("holdings", List.of("ORD"))
                .containsEntry("announcements", 1L);
        assertThat(ends).allSatisfy(end -> assertThat(end).isEqualTo(ends.getFirst()));
    }

    @Test
    void shouldReachTheSameEndWhenAllEventsComeTwiceInOneBatch() {
        RefreshCommand apart = Tenant.make(gateway).start(1);
        JobEvents.all(apart).forEach(event -> projector.project(List.of(event)));
        RefreshCommand together = Tenant.make(gateway).start(1);
        List<StageEvent> twice = new ArrayList<>(JobEvents.all(together).reversed());
        twice.addAll(JobEvents.all(together));

        projector.project(twice);

        assertThat(end(together)).isEqualTo(end(apart)).containsEntry("status", "completed");
    }

    @Test
    void shouldChangeNothingWhenEventsComeAfterTheEnd() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        projector.project(JobEvents.all(job));
        String before = rows(job);

        projector.project(JobEvents.all(job));
        projector.project(List.of(JobEvents.root(job, "Another Name", false)));
        projector.project(List.of(new StageEvent.GaveUp(job.jobId(), "rules", "BROKEN", JobEvents.AT)));

        assertThat(rows(job)).isEqualTo(before).contains("Acme Registered");
    }

    @Test
    void shouldKeepTheFirstAnswerWhenAnotherOneOfTheSameStageFollows() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        projector.project(List.of(JobEvents.root(job, "Acme Registered", true)));
        String before = rows(job);

        projector.project(List.of(JobEvents.root(job, "Another Name", false)));

        assertThat(rows(job)).isEqualTo(before).contains("Acme Registered").doesNotContain("Another Name");
    }

    @Test
    void shouldAnnounceOneEndWhenInstancesProjectTheLastEventsAtOnce() throws Exception {
        List<RefreshCommand> jobs = IntStream.range(0, 10)
                .mapToObj(i -> Tenant.make(gateway).start(1))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (RefreshCommand job : jobs) {
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
        }

        assertThat(ends(jobs))
                .hasSize(10)
                .allSatisfy(end ->
                        assertThat(end).containsEntry("status", "completed").containsEntry("announcements", 1L));
    }

    @Test
    void shouldEndOnceWhenStagesGiveUpSeveralTimes() {
        RefreshCommand job = Tenant.make(gateway).start(1);
        StageEvent gaveUp = new StageEvent.GaveUp(job.jobId(), "ownership", "BROKEN", JobEvents.AT);

        projector.project(List.of(gaveUp, gaveUp, JobEvents.root(job, "Acme Registered", true)));
        projector.project(List.of(gaveUp));
        projector.project(JobEvents.all(job));

        assertThat(end(job))
                .containsEntry("status", "failed")
                .containsEntry("name", "Acme")
                .containsEntry("announcements", 1L);
    }

    @Test
    void shouldFailWithoutChangingTheEntityWhenNoProviderAnswered() {
        RefreshCommand job = Tenant.make(gateway).start(0);

        projector.project(List.of(JobEvents.root(job, null, false), JobEvents.rules(job)));

        assertThat(end(job)).containsEntry("status", "failed").containsEntry("name", "Acme");
    }

    @Test
    void shouldReplaceTheEntitysDataWhenTheCallerAskedForIt() {
        Tenant tenant = Tenant.make(gateway);
        RefreshRequest all = Tenant.request(0, RefreshRequest.OnConflict.REJECT);
        RefreshOptions basicData = new RefreshOptions(
                RefreshScope.BASIC_DATA, List.of(), null, all.options().shareholders(), 0, true);
        RefreshRequest replacing = new RefreshRequest(
                basicData,
                false,
                new RefreshRequest.Preserve(true, false),
                false,
                all.onConflict(),
                all.priority(),
                false);
        RefreshPlan plan = tenant.plan(tenant.company(), replacing);
        RefreshCommand job = tenant.start(plan);

        projector.project(List.of(JobEvents.root(job, "Acme Registered", true), JobEvents.rules(job)));

        assertThat(end(job))
                .containsEntry("name", "Acme")
                .containsEntry("entityData", "{\"company\": {\"sector\": \"steel\"}}");
    }

    @Test
    void shouldProjectTheRestWhenAnEventIsOfAnUnknownJob() {
        RefreshCommand unknown = Tenant.make(gateway)
                .plan(Tenant.make(gateway).company(), Tenant.request(0, RefreshRequest.OnConflict.REJECT))
                .command();
        RefreshCommand job = Tenant.make(gateway).start(0);

        projector.project(List.of(
                JobEvents.rules(unknown),
                JobEvents.rules(job),
                JobEvents.root(unknown, "X", true),
                JobEvents.root(job, "Y", true)));

        assertThat(end(job)).containsEntry("status", "completed").containsEntry("name", "Y");
    }

    private Map<String, Object> end(RefreshCommand job) {
        return ends(List.of(job)).getFirst();
    }

    private List<Map<String, Object>> ends(List<RefreshCommand> jobs) {
        PublicEvents told = PublicEvents.of(gateway, jobs);
        return jobs.stream().map(job -> end(job, told)).toList();
    }

    /** What is to be the same at the end of equal jobs. */
    private Map<String, Object> end(RefreshCommand job, PublicEvents told) {
        Map<String, Object> end = new TreeMap<>();
        RefreshRepository refreshes = gateway.bean(RefreshRepository.class);
        RefreshRepository.Refresh refresh =
                refreshes.find(job.entity().tenantId(), job.jobId()).orElseThrow();
        end.put("status", JobStatus.word(refresh.status()));
        end.put("result", withoutIdsAndTimes(refresh.result()));
        Map<String, String> steps = new TreeMap<>();
        refreshes
                .steps(job.entity().tenantId(), job.jobId())
                .forEach(step -> steps.put(step.key(), StepStatus.word(step.status())));
        end.put("steps", steps);
        end.put("name", one(job, "SELECT name FROM entity WHERE tenant_id = ? AND entity_id = ?"));
        end.put("entityData", one(job, "SELECT entity_data::text FROM entity WHERE tenant_id = ? AND entity_id = ?"));
        end.put(
                "holdings",
                gateway.database()
                        .query(
                                "SELECT role_code FROM relationship WHERE tenant_id = ? AND owned_entity_id = ?",
                                row -> row.text("role_code"),
                                job.entity().tenantId(),
                                job.entity().entityId()));
        end.put("announcements", told.endings(job));
        return end;
    }

    private String one(RefreshCommand job, String sql) {
        return gateway.database()
                .queryOne(
                        sql.replaceFirst("SELECT (.*?) FROM", "SELECT $1 AS found FROM"),
                        row -> row.text("found"),
                        job.entity().tenantId(),
                        job.entity().entityId())
                .orElseThrow();
    }

    private static @Nullable JsonNode withoutIdsAndTimes(@Nullable ObjectNode result) {
        if (result == null) {
            return null;
        }
        ObjectNode copy = result.deepCopy();
        if (copy.path("data") instanceof ObjectNode data) {
            data.remove(List.of("refreshId", "queuedAt", "completedAt", "durationMs"));
            ((ObjectNode) data.path("entity")).remove("id");
        }
        return copy;
    }

    /** Every row of the tenant that the projection may change, as text. */
    private String rows(RefreshCommand job) {
        PublicEvents.awaitSent(gateway, job.entity().tenantId());
        StringBuilder rows = new StringBuilder();
        for (String table : List.of(
                "refresh_job",
                "job_step",
                "entity",
                "entity_history",
                "provider_profile",
                "provider_execution",
                "normalized_data",
                "relationship",
                "outbox")) {
            gateway.database()
                    .query(
                            "SELECT t::text AS line FROM " + table + " t WHERE tenant_id = ? ORDER BY 1",
                            row -> row.text("line"),
                            job.entity().tenantId())
                    .forEach(line -> rows.append(line).append('\n'));
        }
        return rows.append(PublicEvents.of(gateway, List.of(job)).endings(job)).toString();
    }

    private static List<List<Integer>> permutations(List<Integer> elements) {
        if (elements.isEmpty()) {
            return List.of(Collections.emptyList());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : elements) {
            List<Integer> others = new ArrayList<>(elements);
            others.remove(first);
            for (List<Integer> rest : permutations(others)) {
                List<Integer> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }
}
