package io.freshet.gateway.batch.persistence;

import io.freshet.core.PartyType;
import io.freshet.gateway.batch.Batch;
import io.freshet.gateway.batch.BatchTargets;
import io.freshet.gateway.persistence.SqlArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one statement that inserts the items of a batch. */
record TargetStatement(String sql, List<@Nullable Object> arguments) {

    private static final String NAMED = """
            INSERT INTO refresh_batch_item (batch_id, position, tenant_id, entity_id, status, updated_at)
            SELECT ?, named.position - 1, ?, named.entity_id,
                CASE WHEN entity.entity_id IS NULL THEN 'not_found' ELSE 'queued' END, ?
            FROM unnest(?::uuid[]) WITH ORDINALITY AS named (entity_id, position)
            LEFT JOIN entity ON entity.tenant_id = ? AND entity.entity_id = named.entity_id AND entity.status <> 'deleted'
            """;

    private static final String MATCHING = """
            INSERT INTO refresh_batch_item (batch_id, position, tenant_id, entity_id, status, updated_at)
            SELECT ?, row_number() OVER () - 1, ?, matching.entity_id, 'queued', ?
            FROM (SELECT entity.entity_id FROM entity WHERE entity.tenant_id = ? AND entity.status <> 'deleted'%s
                ORDER BY entity.created_at, entity.entity_id LIMIT ?) AS matching
            """;

    private static final String RISK_LEVEL = """
            AND (SELECT job.rules_result ->> 'riskLevel' FROM refresh_job job
                WHERE job.tenant_id = entity.tenant_id AND job.entity_id = entity.entity_id AND job.rules_result IS NOT NULL
                ORDER BY job.queued_at DESC LIMIT 1) = ?""";

    private static final String REFRESHED_BEFORE = """
            AND NOT EXISTS (SELECT FROM refresh_job job
                WHERE job.tenant_id = entity.tenant_id AND job.entity_id = entity.entity_id AND job.operation = 'refresh'
                    AND job.status IN ('completed', 'completed_with_errors') AND job.completed_at >= ?)""";

    static TargetStatement of(Batch batch, BatchTargets targets, int most) {
        return switch (targets) {
            case BatchTargets.Named named -> named(batch, named);
            case BatchTargets.Matching matching -> matching(batch, matching, most);
        };
    }

    private static TargetStatement named(Batch batch, BatchTargets.Named named) {
        return new TargetStatement(
                NAMED,
                List.of(
                        batch.batchId(),
                        batch.tenantId(),
                        batch.createdAt(),
                        SqlArray.uuids(named.entityIds()),
                        batch.tenantId()));
    }

    private static TargetStatement matching(Batch batch, BatchTargets.Matching matching, int most) {
        StringBuilder conditions = new StringBuilder();
        List<@Nullable Object> arguments =
                new ArrayList<>(List.of(batch.batchId(), batch.tenantId(), batch.createdAt(), batch.tenantId()));
        PartyType type = matching.type();
        add(conditions, arguments, "AND entity.type = ?", type == null ? null : type.word());
        add(conditions, arguments, "AND entity.country = ?", matching.country());
        add(conditions, arguments, "AND entity.status = ?", matching.status());
        add(conditions, arguments, RISK_LEVEL, matching.riskLevel());
        add(conditions, arguments, REFRESHED_BEFORE, matching.lastRefreshedBefore());
        arguments.add(most + 1);
        return new TargetStatement(MATCHING.formatted(conditions), arguments);
    }

    private static void add(
            StringBuilder conditions, List<@Nullable Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.append(' ').append(condition);
            arguments.add(value);
        }
    }
}
