package io.freshet.gateway.projection.persistence;

import io.freshet.core.merge.ProfileMerge;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Parameters;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.projection.ExecutionFilter;
import io.freshet.gateway.projection.JobRow;
import io.freshet.gateway.projection.KnowledgeRepository;
import io.freshet.gateway.projection.ProviderExecution;
import io.freshet.gateway.projection.ProviderProfile;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the providers said, in PostgreSQL. */
@Singleton
final class JdbcKnowledgeRepository implements KnowledgeRepository {

    private static final String PROFILES = """
            SELECT provider, execution_id, fetched_at, document_hash, profile FROM provider_profile
            WHERE tenant_id = ? AND entity_id = ?
            """;

    private static final String KEEP = """
            INSERT INTO provider_profile (tenant_id, entity_id, provider, job_id, execution_id, fetched_at, document_hash,
                profile)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (entity_id, provider) DO UPDATE SET job_id = excluded.job_id, execution_id = excluded.execution_id,
                fetched_at = excluded.fetched_at, document_hash = excluded.document_hash, profile = excluded.profile
            """;

    private static final String KEEP_MERGED = """
            INSERT INTO normalized_data (entity_id, tenant_id, job_id, profile, provenance, updated_at)
            VALUES (?, ?, ?, ?, ?, now())
            ON CONFLICT (entity_id) DO UPDATE SET job_id = excluded.job_id, profile = excluded.profile,
                provenance = excluded.provenance, updated_at = excluded.updated_at
            """;

    private static final String ADD_EXECUTION = """
            INSERT INTO provider_execution (execution_id, tenant_id, entity_id, job_id, is_root, provider, success,
                from_cache, cost_cents, repeated, execution_time_ms, error, completed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String EXECUTIONS = """
            SELECT execution_id, tenant_id, entity_id, job_id, is_root, provider, from_cache, cost_cents, repeated,
                execution_time_ms, error, completed_at
            FROM provider_execution WHERE tenant_id = ? AND entity_id = ? %s
            ORDER BY completed_at DESC, execution_id DESC LIMIT ?
            """;

    private final Database database;

    JdbcKnowledgeRepository(Database database) {
        this.database = database;
    }

    @Override
    public void lock(UUID tenantId, UUID entityId) {
        database.updateReturning(
                "SELECT entity_id FROM entity WHERE tenant_id = ? AND entity_id = ? FOR NO KEY UPDATE",
                row -> row.uuid("entity_id"),
                tenantId,
                entityId);
    }

    @Override
    public List<ProviderProfile> profiles(UUID tenantId, UUID entityId) {
        return database.query(
                PROFILES,
                row -> new ProviderProfile(
                        row.text("provider"),
                        row.uuid("execution_id"),
                        row.instant("fetched_at"),
                        row.nullableText("document_hash"),
                        row.object("profile")),
                tenantId,
                entityId);
    }

    @Override
    public void keep(JobRow job, UUID entityId, Collection<ProviderProfile> profiles) {
        database.batch(
                KEEP,
                profiles,
                one -> Parameters.of(
                        job.tenantId(),
                        entityId,
                        one.provider(),
                        job.jobId(),
                        one.executionId(),
                        one.fetchedAt(),
                        one.documentHash(),
                        one.profile()));
    }

    @Override
    public void keepMerged(JobRow job, UUID entityId, ProfileMerge.Merged merged) {
        database.update(KEEP_MERGED, entityId, job.tenantId(), job.jobId(), merged.profile(), merged.provenance());
    }

    @Override
    public void addExecutions(List<ProviderExecution> executions) {
        database.batch(
                ADD_EXECUTION,
                executions,
                one -> Parameters.of(
                        one.executionId(),
                        one.tenantId(),
                        one.entityId(),
                        one.jobId(),
                        one.root(),
                        one.provider(),
                        one.error() == null,
                        one.fromCache(),
                        one.costCents(),
                        one.repeated(),
                        one.executionTimeMs(),
                        one.error(),
                        one.completedAt()));
    }

    @Override
    public Page<ProviderExecution> executions(UUID tenantId, UUID entityId, ExecutionFilter filter, PageRequest page) {
        StringBuilder conditions = new StringBuilder();
        List<@Nullable Object> arguments = new ArrayList<>(Arrays.asList(tenantId, entityId));
        if (filter.provider() != null) {
            conditions.append(" AND provider = ?");
            arguments.add(filter.provider());
        }
        if (filter.outcome() != null) {
            conditions.append(
                    filter.outcome() == ExecutionFilter.Outcome.SUCCESS ? " AND success" : " AND NOT success");
        }
        if (filter.from() != null) {
            conditions.append(" AND completed_at >= ?");
            arguments.add(filter.from());
        }
        if (filter.to() != null) {
            conditions.append(" AND completed_at < ?");
            arguments.add(filter.to());
        }
        Position after = page.after();
        if (after != null) {
            conditions.append(" AND (completed_at, execution_id) < (?, ?)");
            arguments.add(after.at());
            arguments.add(after.id());
        }
        arguments.add(page.rowsToRead());
        return Page.of(
                page,
                database.query(
                        EXECUTIONS.formatted(conditions), JdbcKnowledgeRepository::execution, arguments.toArray()),
                one -> new Position(one.completedAt(), one.executionId()));
    }

    private static ProviderExecution execution(Row row) throws SQLException {
        return new ProviderExecution(
                row.uuid("execution_id"),
                row.uuid("tenant_id"),
                row.uuid("entity_id"),
                row.uuid("job_id"),
                row.flag("is_root"),
                row.text("provider"),
                row.flag("from_cache"),
                row.integer("cost_cents"),
                row.integer("repeated"),
                row.bigint("execution_time_ms"),
                row.nullableJson("error"),
                row.instant("completed_at"));
    }
}
