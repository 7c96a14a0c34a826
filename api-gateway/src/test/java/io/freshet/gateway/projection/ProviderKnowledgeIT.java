package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.merge.ProfileMerge;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.history.HistoryEntry;
import io.freshet.gateway.entity.history.HistoryRepository;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshRepository;
import io.freshet.gateway.refresh.RefreshRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What several providers know of one entity over several refreshes, on PostgreSQL. */
@ExtendWith(SharedGateway.class)
class ProviderKnowledgeIT {

    private static final String OTHER = "zz_another_enrichment";
    private static final Instant AT = JobEvents.AT;

    private final RunningGateway gateway;
    private final Tenant tenant;
    private final Entity entity;

    ProviderKnowledgeIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.tenant = Tenant.make(gateway);
        this.entity = tenant.company();
    }

    @Test
    void shouldKeepWhatOneProviderKnowsWhenAnotherIsAskedLater() {
        refresh(answer(RunningGateway.PROVIDER, AT, "fullName", "Acme Registered", "legalForm", "LTDA"));

        RefreshCommand second =
                refresh(answer(OTHER, AT.plusSeconds(60), "fullName", "ACME", "website", "acme.example"));

        assertThat(normalized())
                .isEqualTo(object("fullName", "Acme Registered", "legalForm", "LTDA", "website", "acme.example"));
        assertThat(changedPaths(second)).containsExactly("/website");
        assertThat(name()).isEqualTo("Acme Registered");
    }

    @Test
    void shouldReplaceOnlyWhatTheSameProviderSaidBefore() {
        refresh(answer(RunningGateway.PROVIDER, AT, "fullName", "Acme", "legalForm", "LTDA"));
        refresh(answer(OTHER, AT, "website", "acme.example"));

        RefreshCommand third = refresh(answer(RunningGateway.PROVIDER, AT.plusSeconds(60), "fullName", "Acme II"));

        assertThat(normalized()).isEqualTo(object("fullName", "Acme II", "website", "acme.example"));
        assertThat(changedPaths(third)).containsExactly("/legal_name", "/legal_form");
    }

    @Test
    void shouldForgetNothingWhenAProviderFails() {
        refresh(answer(RunningGateway.PROVIDER, AT, "fullName", "Acme Registered"));

        refresh(
                new Answer(RunningGateway.PROVIDER, AT.plusSeconds(60), null),
                answer(OTHER, AT, "website", "a.example"));

        assertThat(normalized()).isEqualTo(object("fullName", "Acme Registered", "website", "a.example"));
    }

    @Test
    void shouldNotGoBackWhenTheCacheGivesAnOlderDocument() {
        refresh(answer(RunningGateway.PROVIDER, AT, "fullName", "New"));

        refresh(answer(RunningGateway.PROVIDER, AT.minus(Duration.ofDays(1)), "fullName", "Old"));

        assertThat(normalized()).isEqualTo(object("fullName", "New"));
    }

    @Test
    void shouldKeepWhatTheLessTrustedProviderSaysBesideTheValueThatStands() {
        refresh(
                answer(OTHER, AT, "fullName", "ACME", "website", "acme.example"),
                answer(RunningGateway.PROVIDER, AT, "fullName", "Acme Registered"));

        ProfileMerge.Merged merged = gateway.bean(ProviderPrecedence.class)
                .merge(gateway.bean(KnowledgeRepository.class).profiles(tenant.tenantId(), entity.entityId()));

        assertThat(merged.places())
                .extracting(
                        place -> place.path() + " " + place.stands().source().provider() + " "
                                + place.alternatives().stream()
                                        .map(other -> other.source().provider() + other.value())
                                        .toList())
                .containsExactlyInAnyOrder(
                        "fullName " + RunningGateway.PROVIDER + " [" + OTHER + "\"ACME\"]", "website " + OTHER + " []");
        assertThat(merged.profile()).isEqualTo(normalized());
    }

    @Test
    void shouldListEveryCallWithItsOutcome() {
        RefreshCommand first = refresh(answer(RunningGateway.PROVIDER, AT, "fullName", "Acme"));
        RefreshCommand second =
                refresh(new Answer(OTHER, AT, null), answer(RunningGateway.PROVIDER, AT, "fullName", "Acme"));

        List<ProviderExecution> calls = gateway.bean(KnowledgeRepository.class)
                .executions(tenant.tenantId(), entity.entityId(), ExecutionFilter.ALL, new PageRequest(50, null))
                .items();

        assertThat(calls)
                .extracting(call -> call.provider() + ' ' + (call.error() == null) + ' ' + call.jobId())
                .containsExactlyInAnyOrder(
                        RunningGateway.PROVIDER + " true " + first.jobId(),
                        OTHER + " false " + second.jobId(),
                        RunningGateway.PROVIDER + " true " + second.jobId());
        assertThat(calls).allSatisfy(call -> assertThat(call.costCents()).isEqualTo(7));
    }

    @Test
    void shouldWriteTheHistoryOfTheRootAndOfItsShareholders() {
        RefreshCommand job = tenant.start(tenant.plan(entity, Tenant.request(1, RefreshRequest.OnConflict.REJECT)));
        gateway.bean(Projector.class).project(JobEvents.all(job));

        HistoryEntry refreshed = history(entity.entityId()).getFirst();
        assertThat(refreshed.kind()).isEqualTo(HistoryEntry.Kind.REFRESHED);
        assertThat(refreshed.actor().id()).isEqualTo(job.jobId());
        assertThat(refreshed.changes()).hasSize(1).first().satisfies(change -> {
            assertThat(change.path()).isEqualTo("/name");
            assertThat(change.before().asText()).isEqualTo("Acme");
            assertThat(change.after().asText()).isEqualTo("Acme Registered");
        });
        Relationship holding = gateway.bean(RelationshipRepository.class)
                .list(tenant.tenantId(), entity.entityId(), Relationship.Direction.BOTH, new PageRequest(50, null))
                .items()
                .getFirst();
        assertThat(holding.counterpartOwns()).isTrue();
        assertThat(history(holding.counterpart().entityId()))
                .extracting(HistoryEntry::kind)
                .containsExactly(HistoryEntry.Kind.CREATED);
        assertThat(holding.counterpart().taxId()).isEqualTo("11.222.333/0001-81");
    }

    private record Answer(
            String provider, Instant fetchedAt, @Nullable JsonNode profile) {}

    private static Answer answer(String provider, Instant fetchedAt, String... profile) {
        return new Answer(provider, fetchedAt, object(profile));
    }

    private static ObjectNode object(String... fields) {
        ObjectNode object = JobEvents.object();
        for (int i = 0; i < fields.length; i += 2) {
            object.put(fields[i], fields[i + 1]);
        }
        return object;
    }

    /** A refresh of the entity without owners whose providers answer so; the one of the catalogue fails unless it answers. */
    private RefreshCommand refresh(Answer... given) {
        List<Answer> answers = new ArrayList<>(List.of(given));
        if (answers.stream().noneMatch(answer -> answer.provider().equals(RunningGateway.PROVIDER))) {
            answers.add(new Answer(RunningGateway.PROVIDER, AT, null));
        }
        RefreshCommand job = tenant.start(tenant.plan(entity, Tenant.request(0, RefreshRequest.OnConflict.REJECT)));
        List<ObjectNode> outcomes = new ArrayList<>();
        List<ProviderProfile> documents = new ArrayList<>();
        for (Answer answer : answers) {
            UUID executionId = UUID.randomUUID();
            ObjectNode outcome = JobEvents.outcome(answer.profile() != null)
                    .put("code", answer.provider())
                    .put("executionId", executionId.toString());
            if (answer.profile() == null) {
                outcome.set("error", object("code", "PROVIDER_TIMEOUT"));
            } else {
                documents.add(new ProviderProfile(
                        answer.provider(), executionId, answer.fetchedAt(), "hash", answer.profile()));
            }
            outcomes.add(outcome);
        }
        JsonNode profile = documents.isEmpty() ? null : documents.getFirst().profile();
        StageEvent event = new StageEvent.NodeEnriched(
                job.jobId(), StageEvent.ROOT, JobEvents.acme(), outcomes, profile, documents, null, AT, AT);
        gateway.bean(Projector.class).project(List.of(event, JobEvents.rules(job)));
        return job;
    }

    private JsonNode normalized() {
        return gateway.bean(PartyRepository.class)
                .profile(tenant.tenantId(), entity.entityId())
                .orElseThrow();
    }

    private String name() {
        return gateway.database()
                .queryOne(
                        "SELECT name FROM entity WHERE tenant_id = ? AND entity_id = ?",
                        row -> row.text("name"),
                        tenant.tenantId(),
                        entity.entityId())
                .orElseThrow();
    }

    private List<String> changedPaths(RefreshCommand job) {
        List<String> paths = new ArrayList<>();
        Objects.requireNonNull(gateway.bean(RefreshRepository.class)
                        .find(tenant.tenantId(), job.jobId())
                        .orElseThrow()
                        .result())
                .at("/data/changes")
                .forEach(change -> paths.add(change.path("path").asText()));
        return paths;
    }

    private List<HistoryEntry> history(UUID entityId) {
        return gateway.bean(HistoryRepository.class)
                .list(tenant.tenantId(), entityId, new PageRequest(50, null))
                .items();
    }
}
