package io.freshet.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holdings and calls page by page, on PostgreSQL; several of them have one time. */
@ExtendWith(SharedGateway.class)
class KnowledgePagesIT {

    private static final int EACH = 5;

    private final RunningGateway gateway;
    private final Tenant tenant;
    private final UUID entityId;

    KnowledgePagesIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.tenant = Tenant.make(gateway);
        this.entityId = tenant.company().entityId();
    }

    @Test
    void shouldGiveEveryHoldingOnceFromBothEnds() {
        Set<UUID> owners = new HashSet<>();
        Set<UUID> owned = new HashSet<>();
        for (int i = 0; i < EACH; i++) {
            UUID owner = tenant.company().entityId();
            UUID subsidiary = tenant.company().entityId();
            hold(owner, entityId, i);
            hold(entityId, subsidiary, i);
            owners.add(owner);
            owned.add(subsidiary);
        }
        hold(entityId, entityId, 1);
        owners.add(entityId);

        assertThat(counterparts(Relationship.Direction.OWNERS)).containsExactlyInAnyOrderElementsOf(owners);
        List<UUID> ownedAndItself = new ArrayList<>(owned);
        ownedAndItself.add(entityId);
        assertThat(counterparts(Relationship.Direction.OWNED)).containsExactlyInAnyOrderElementsOf(ownedAndItself);
        List<UUID> all = new ArrayList<>(owners);
        all.addAll(owned);
        assertThat(counterparts(Relationship.Direction.BOTH)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void shouldGiveEveryCallOnce() {
        List<ProviderExecution> calls = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            calls.add(new ProviderExecution(
                    UUID.randomUUID(),
                    tenant.tenantId(),
                    entityId,
                    UUID.randomUUID(),
                    true,
                    "provider",
                    false,
                    7,
                    0,
                    10,
                    null,
                    JobEvents.AT.plusSeconds(i / 2)));
        }
        KnowledgeRepository knowledge = gateway.bean(KnowledgeRepository.class);
        knowledge.addExecutions(calls);
        knowledge.addExecutions(calls);

        List<ProviderExecution> seen =
                everyPage(page -> knowledge.executions(tenant.tenantId(), entityId, ExecutionFilter.ALL, page));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(calls);
        assertThat(seen).extracting(ProviderExecution::completedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void shouldGiveOnlyTheCallsThatTheFilterLetsPass() {
        KnowledgeRepository knowledge = gateway.bean(KnowledgeRepository.class);
        ProviderExecution early = call("one", null, 0);
        ProviderExecution failed = call("two", JobEvents.object().put("code", "PROVIDER_TIMEOUT"), 10);
        ProviderExecution late = call("two", null, 20);
        knowledge.addExecutions(List.of(early, failed, late));

        assertThat(filtered(new ExecutionFilter("two", null, null, null))).containsExactly(late, failed);
        assertThat(filtered(new ExecutionFilter(null, ExecutionFilter.Outcome.FAILED, null, null)))
                .containsExactly(failed);
        assertThat(filtered(new ExecutionFilter("two", ExecutionFilter.Outcome.SUCCESS, null, null)))
                .containsExactly(late);
        assertThat(filtered(
                        new ExecutionFilter(null, null, JobEvents.AT.plusSeconds(10), JobEvents.AT.plusSeconds(20))))
                .containsExactly(failed);
        assertThat(filtered(new ExecutionFilter("none", null, null, null))).isEmpty();
    }

    private List<ProviderExecution> filtered(ExecutionFilter filter) {
        KnowledgeRepository knowledge = gateway.bean(KnowledgeRepository.class);
        return everyPage(page -> knowledge.executions(tenant.tenantId(), entityId, filter, page));
    }

    private ProviderExecution call(String provider, @Nullable JsonNode error, int second) {
        return new ProviderExecution(
                UUID.randomUUID(),
                tenant.tenantId(),
                entityId,
                UUID.randomUUID(),
                true,
                provider,
                false,
                7,
                2,
                10,
                error,
                JobEvents.AT.plusSeconds(second));
    }

    private List<UUID> counterparts(Relationship.Direction direction) {
        RelationshipRepository relationships = gateway.bean(RelationshipRepository.class);
        return everyPage(page -> relationships.list(tenant.tenantId(), entityId, direction, page)).stream()
                .map(holding -> holding.counterpart().entityId())
                .toList();
    }

    private static <T> List<T> everyPage(Function<PageRequest, Page<T>> list) {
        List<T> seen = new ArrayList<>();
        @Nullable Position after = null;
        do {
            Page<T> page = list.apply(new PageRequest(2, after));
            seen.addAll(page.items());
            after = page.next();
        } while (after != null);
        return seen;
    }

    private void hold(UUID owner, UUID owned, int minute) {
        gateway.database().update("""
                        INSERT INTO relationship (tenant_id, owner_entity_id, owned_entity_id, role_code, detail, job_id, updated_at)
                        VALUES (?, ?, ?, 'ORD', '{}', gen_random_uuid(), ?)
                        """, tenant.tenantId(), owner, owned, JobEvents.AT.plusSeconds(60L * (minute / 2)));
    }
}
