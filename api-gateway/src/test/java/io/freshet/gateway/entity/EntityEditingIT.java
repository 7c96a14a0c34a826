package io.freshet.gateway.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.entity.history.HistoryEntry;
import io.freshet.gateway.entity.history.HistoryRepository;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.persistence.DatabaseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes that meet each other, on PostgreSQL. */
@ExtendWith(SharedGateway.class)
class EntityEditingIT {

    private static final int CALLERS = 16;
    private static final String TAX_ID = "11.222.333/0001-81";
    private static final Actor KEY = Actor.apiKey(UUID.randomUUID());

    private final RunningGateway gateway;
    private final Tenant tenant;
    private final EntityEditing editing;
    private final EntityRepository entities;

    EntityEditingIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.tenant = Tenant.make(gateway);
        this.editing = gateway.bean(EntityEditing.class);
        this.entities = gateway.bean(EntityRepository.class);
    }

    @Test
    void shouldMakeOneEntityWhenManyUpsertTheSameAtOnce() throws Exception {
        List<Object> outcomes = atOnce(IntStream.range(0, CALLERS)
                .<Callable<Object>>mapToObj(i -> () ->
                        gateway.bean(EntityUpsert.class).upsert(wanted(), patch(null, attributes("caller" + i)), KEY))
                .toList());

        assertThat(outcomes).filteredOn(EntityUpsert.Created.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(EntityUpsert.Updated.class::isInstance).hasSize(CALLERS - 1);
        List<Entity> found = all();
        assertThat(found).hasSize(1);
        // The first caller's attributes are in its patch only: a creation takes them from the entity.
        assertThat(found.getFirst().attributes().size()).isEqualTo(CALLERS - 1);
        assertThat(found.getFirst().version()).isEqualTo(CALLERS);
        assertThat(history(found.getFirst()))
                .extracting(HistoryEntry::version)
                .isEqualTo(IntStream.range(0, CALLERS)
                        .mapToObj(i -> (long) CALLERS - i)
                        .toList());
    }

    @Test
    void shouldLoseNoChangeWhenManyPatchAtOnce() throws Exception {
        Entity entity = tenant.company();

        atOnce(IntStream.range(0, CALLERS)
                .<Callable<Object>>mapToObj(i -> () -> edit(entity, patch(null, attributes("caller" + i))))
                .toList());

        assertThat(entities.find(tenant.tenantId(), entity.entityId())
                        .orElseThrow()
                        .attributes()
                        .size())
                .isEqualTo(CALLERS);
    }

    @Test
    void shouldGiveTheTaxIdToOneWhenManyWantItAtOnce() throws Exception {
        List<Object> outcomes = atOnce(IntStream.range(0, CALLERS)
                .<Callable<Object>>mapToObj(i -> {
                    Entity entity = tenant.company();
                    return () -> edit(entity, patch(TAX_ID, attributes("a")));
                })
                .toList());

        assertThat(outcomes).filteredOn(EntityEditing.Done.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(
                        outcome -> outcome instanceof EntityEditing.Taken || outcome instanceof EntityTakenException)
                .hasSize(CALLERS - 1);
    }

    @Test
    void shouldNotDeleteWhileAJobRuns() {
        Entity entity = tenant.start(0).entity();

        EntityEditing.Outcome outcome = editing.delete(tenant.tenantId(), entity.entityId(), null, any -> true, KEY);

        assertThat(outcome).isInstanceOf(EntityEditing.Busy.class);
        assertThat(entities.find(tenant.tenantId(), entity.entityId())).isPresent();
    }

    @Test
    void shouldRefuseToChangeWhatHappened() {
        Entity entity = tenant.company();
        for (String statement : List.of(
                "UPDATE entity_history SET reason = 'x' WHERE entity_id = ?",
                "DELETE FROM entity_history WHERE entity_id = ?")) {
            assertThatThrownBy(() -> gateway.database().update(statement, entity.entityId()))
                    .as(statement)
                    .isInstanceOf(DatabaseException.class);
        }
        assertThat(history(entity)).hasSize(1);
    }

    @Test
    void shouldKeepWhatMergingWouldMakeTooLarge() {
        Entity entity = tenant.company();
        String large = "x".repeat(900_000);
        edit(entity, patch(null, attributes("a").put("b", large)));

        EntityEditing.Outcome outcome = edit(entity, patch(null, attributes("a").put("c", large)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        EntityEditing.Refused.class,
                        refused -> assertThat(refused.fault().pointer()).isEqualTo("/attributes"));
    }

    private EntityEditing.Outcome edit(Entity entity, EntityPatch patch) {
        return editing.edit(tenant.tenantId(), entity.entityId(), patch, any -> true, KEY);
    }

    private List<Entity> all() {
        EntityFilter everything = new EntityFilter(null, null, null, null, null, null);
        return entities.list(tenant.tenantId(), everything, new PageRequest(50, null))
                .items();
    }

    private List<HistoryEntry> history(Entity entity) {
        return gateway.bean(HistoryRepository.class)
                .list(tenant.tenantId(), entity.entityId(), new PageRequest(50, null))
                .items();
    }

    private static EntityPatch patch(@Nullable String taxId, ObjectNode attributes) {
        EntityPatch.Text text = taxId == null ? null : new EntityPatch.Text(taxId);
        return new EntityPatch(
                null, null, text, null, null, null, null, attributes, JsonNodeFactory.instance.objectNode());
    }

    private static ObjectNode attributes(String key) {
        return JsonNodeFactory.instance.objectNode().put(key, true);
    }

    private Entity wanted() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new Entity(
                UUID.randomUUID(),
                tenant.tenantId(),
                PartyType.COMPANY,
                "Acme",
                "BR",
                TAX_ID,
                "x-1",
                "under_review",
                false,
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                List.of(),
                1,
                now,
                now);
    }

    /** What each caller got, or why it failed. */
    private static List<Object> atOnce(List<Callable<Object>> callers) throws Exception {
        CyclicBarrier start = new CyclicBarrier(callers.size());
        List<Object> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> running = new ArrayList<>();
            for (Callable<Object> caller : callers) {
                running.add(threads.submit(() -> {
                    start.await();
                    return caller.call();
                }));
            }
            for (Future<Object> one : running) {
                try {
                    outcomes.add(one.get());
                } catch (ExecutionException e) {
                    outcomes.add(e.getCause());
                }
            }
        }
        return outcomes;
    }
}
