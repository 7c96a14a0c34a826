package io.freshet.gateway.entity.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.PartyType;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityFilter;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.entity.TaxIdLookup;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of 200,000 entities: what PostgreSQL reads for a page, as its own plan counts it. */
@ExtendWith(SharedGateway.class)
class EntityListIT {

    private static final int MANY = 200_000;
    private static final String TAX_ID = "10.004.951/0001-92";
    private static final String EXTERNAL_ID = "customer-150000";

    private static @Nullable UUID tenantId;

    private final RunningGateway gateway;
    private final EntityRepository entities;

    EntityListIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.entities = gateway.bean(EntityRepository.class);
    }

    @BeforeEach
    void fill() {
        synchronized (EntityListIT.class) {
            if (tenantId == null) {
                tenantId = insertMany();
            }
        }
    }

    private UUID insertMany() {
        UUID tenant = Tenant.make(gateway).tenantId();
        gateway.database().update("""
                INSERT INTO entity (entity_id, tenant_id, type, name, country, tax_id, external_id, party_key, status,
                    is_client, attributes, entity_data, version, created_at, updated_at)
                SELECT gen_random_uuid(), ?, CASE WHEN n % 10 = 0 THEN 'person' ELSE 'company' END,
                    (ARRAY['Horizonte', 'Água Clara', 'Steel', 'Padaria'])[1 + n % 4] || ' ' || n,
                    (ARRAY['BR', 'GB', 'AR', 'DE', 'MX'])[1 + n % 5],
                    CASE WHEN n = 150000 THEN '10.004.951/0001-92' ELSE 'T' || n END, 'customer-' || n,
                    CASE WHEN n = 150000 THEN 'company:BR:10004951000192' ELSE 'company:ZZ:T' || n END,
                    (ARRAY['active', 'under_review', 'blocked', 'deleted'])[1 + n % 4], false, '{}', '{}', 1,
                    timestamptz '2026-01-01' + n * interval '1 second', now()
                FROM generate_series(1, ?) AS n
                """, tenant, MANY);
        gateway.database()
                .update(
                        "UPDATE entity SET type = 'company', country = 'BR' WHERE tenant_id = ? AND external_id = ?",
                        tenant,
                        EXTERNAL_ID);
        gateway.database().update("ANALYZE entity");
        return tenant;
    }

    static Stream<EntityFilter> everyCombination() {
        return IntStream.range(0, 64)
                .mapToObj(bits -> new EntityFilter(
                        (bits & 1) == 0 ? null : PartyType.COMPANY,
                        (bits & 2) == 0 ? null : "BR",
                        (bits & 4) == 0 ? null : TaxIdLookup.of(TAX_ID, null, null),
                        (bits & 8) == 0 ? null : EXTERNAL_ID,
                        (bits & 16) == 0 ? null : "active",
                        (bits & 32) == 0 ? null : "ORIZON"));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void shouldNeverReadTheWholeTableAndReadEveryPageAsCheaply(EntityFilter filter) {
        Plan first = explain(filter, new PageRequest(50, null));
        assertThat(first.scans()).as(first.text()).doesNotContain("Seq Scan");

        Position far = far(filter);
        if (far != null) {
            Plan later = explain(filter, new PageRequest(50, far));
            assertThat(later.scans()).as(later.text()).doesNotContain("Seq Scan");
            assertThat(later.rows()).as(later.text()).isLessThanOrEqualTo(2 * first.rows() + 100);
            assertThat(later.buffers()).as(later.text()).isLessThanOrEqualTo(2 * first.buffers() + 100);
        }
    }

    @Test
    void shouldNotReadTheWholeTableForTheDeletedOnes() {
        Plan plan = explain(new EntityFilter(null, null, null, null, Entity.DELETED, null), new PageRequest(50, null));
        assertThat(plan.scans()).as(plan.text()).doesNotContain("Seq Scan");
        assertThat(plan.rows()).isLessThanOrEqualTo(100);
    }

    @Test
    void shouldGiveEveryEntityOnceWhenPagesAreReadWhileOthersAreAdded() {
        Tenant tenant = Tenant.make(gateway);
        Set<UUID> before = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            before.add(tenant.company().entityId());
        }
        List<UUID> seen = new ArrayList<>();
        Position after = null;
        do {
            Page<Entity> page = entities.list(tenant.tenantId(), none(), new PageRequest(2, after));
            page.items().forEach(entity -> seen.add(entity.entityId()));
            after = page.next();
            tenant.company();
        } while (after != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void shouldFindAPartOfTheNameOrTheExternalIdInAnyCase() {
        assertThat(names("água clara 15001")).contains("Água Clara 15001");
        assertThat(names("ÁGUA CLARA 15001")).contains("Água Clara 15001");
        assertThat(names("STOMER-15001")).contains("Água Clara 15001");
        assertThat(names("orte_1")).isEmpty();
        assertThat(names("%")).isEmpty();
    }

    private List<@Nullable String> names(String text) {
        EntityFilter filter = new EntityFilter(null, null, null, null, null, text);
        return entities.list(tenant(), filter, new PageRequest(20, null)).items().stream()
                .<@Nullable String>map(Entity::name)
                .toList();
    }

    private static EntityFilter none() {
        return new EntityFilter(null, null, null, null, null, null);
    }

    private static UUID tenant() {
        return Objects.requireNonNull(tenantId);
    }

    /** Where the 41st page begins; null when there is none. */
    private @Nullable Position far(EntityFilter filter) {
        Position after = null;
        for (int i = 0; i < 10; i++) {
            after = entities.list(tenant(), filter, new PageRequest(200, after)).next();
            if (after == null) {
                return null;
            }
        }
        return after;
    }

    private record Plan(String text, List<String> scans, long rows, long buffers) {}

    private Plan explain(EntityFilter filter, PageRequest page) {
        EntityListQuery query = EntityListQuery.of(tenant(), filter, page);
        JsonNode plan = gateway.database()
                .updateReturning(
                        "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query.sql(),
                        row -> Objects.requireNonNull(row.nullableJson("QUERY PLAN")),
                        query.arguments())
                .getFirst()
                .path(0)
                .path("Plan");
        List<String> scans = new ArrayList<>();
        long rows = collect(plan, scans);
        long buffers = plan.path("Shared Hit Blocks").asLong()
                + plan.path("Shared Read Blocks").asLong();
        return new Plan(plan.toPrettyString(), scans, rows, buffers);
    }

    /** The kinds of the nodes that read something, and how many rows they read, those they threw away included. */
    private static long collect(JsonNode node, List<String> scans) {
        String type = node.path("Node Type").asText();
        long rows = 0;
        if (type.contains("Scan")) {
            scans.add(type);
            rows = node.path("Actual Rows").asLong()
                    + node.path("Rows Removed by Filter").asLong()
                    + node.path("Rows Removed by Index Recheck").asLong();
        }
        for (JsonNode child : node.path("Plans")) {
            rows += collect(child, scans);
        }
        return rows;
    }
}
