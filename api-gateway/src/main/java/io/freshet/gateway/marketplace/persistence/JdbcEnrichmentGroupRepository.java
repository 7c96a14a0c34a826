package io.freshet.gateway.marketplace.persistence;

import io.freshet.gateway.marketplace.EnrichmentGroup;
import io.freshet.gateway.marketplace.EnrichmentGroupRepository;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.persistence.SqlArray;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Groups in PostgreSQL; every statement names the tenant. No slug has the form of a UUID, so a reference means one group. */
@Singleton
final class JdbcEnrichmentGroupRepository implements EnrichmentGroupRepository {

    private static final String INSERT = """
            INSERT INTO enrichment_group (group_id, tenant_id, slug, name, description, codes, version, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, slug) DO NOTHING
            """;

    private static final String UPDATE = """
            UPDATE enrichment_group SET slug = ?, name = ?, description = ?, codes = ?, version = ?, updated_at = ?
            WHERE tenant_id = ? AND group_id = ? AND NOT EXISTS (
                SELECT FROM enrichment_group other WHERE other.tenant_id = ? AND other.slug = ? AND other.group_id <> ?)
            """;

    private static final String FIND = """
            SELECT * FROM enrichment_group WHERE tenant_id = ? AND (slug = ? OR group_id::text = ?)
            """;

    private static final String CODES = """
            SELECT group_id, slug, codes FROM enrichment_group
            WHERE tenant_id = ? AND (slug = ANY (?) OR group_id::text = ANY (?))
            """;

    private static final String LIST = """
            SELECT * FROM enrichment_group WHERE tenant_id = ?
                AND (?::timestamptz IS NULL OR (created_at, group_id) < (?::timestamptz, ?::uuid))
            ORDER BY created_at DESC, group_id DESC LIMIT ?
            """;

    private final Database database;

    JdbcEnrichmentGroupRepository(Database database) {
        this.database = database;
    }

    @Override
    public void lockSlugs(UUID tenantId) {
        database.updateReturning(
                "SELECT tenant_id FROM tenant WHERE tenant_id = ? FOR NO KEY UPDATE",
                row -> row.uuid("tenant_id"),
                tenantId);
    }

    @Override
    public boolean insert(EnrichmentGroup group) {
        return database.update(
                        INSERT,
                        group.groupId(),
                        group.tenantId(),
                        group.slug(),
                        group.name(),
                        group.description(),
                        SqlArray.texts(group.codes()),
                        group.version(),
                        group.createdAt(),
                        group.updatedAt())
                == 1;
    }

    @Override
    public boolean update(EnrichmentGroup group) {
        return database.update(
                        UPDATE,
                        group.slug(),
                        group.name(),
                        group.description(),
                        SqlArray.texts(group.codes()),
                        group.version(),
                        group.updatedAt(),
                        group.tenantId(),
                        group.groupId(),
                        group.tenantId(),
                        group.slug(),
                        group.groupId())
                == 1;
    }

    @Override
    public boolean delete(UUID tenantId, UUID groupId) {
        return database.update("DELETE FROM enrichment_group WHERE tenant_id = ? AND group_id = ?", tenantId, groupId)
                == 1;
    }

    @Override
    public Optional<EnrichmentGroup> find(UUID tenantId, String ref) {
        return database.queryOne(FIND, JdbcEnrichmentGroupRepository::read, tenantId, ref, lower(ref));
    }

    @Override
    public Optional<EnrichmentGroup> lock(UUID tenantId, String ref) {
        return database
                .updateReturning(FIND + " FOR UPDATE", JdbcEnrichmentGroupRepository::read, tenantId, ref, lower(ref))
                .stream()
                .findFirst();
    }

    @Override
    public Page<EnrichmentGroup> list(UUID tenantId, PageRequest page) {
        Position after = page.after();
        List<EnrichmentGroup> rows = database.query(
                LIST,
                JdbcEnrichmentGroupRepository::read,
                tenantId,
                after == null ? null : after.at(),
                after == null ? null : after.at(),
                after == null ? null : after.id(),
                page.rowsToRead());
        return Page.of(page, rows, group -> new Position(group.createdAt(), group.groupId()));
    }

    @Override
    public Map<String, List<String>> codesOf(UUID tenantId, Collection<String> refs) {
        if (refs.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> byName = new HashMap<>();
        List<String> ids =
                refs.stream().map(JdbcEnrichmentGroupRepository::lower).toList();
        database.query(CODES, Named::read, tenantId, SqlArray.texts(refs), SqlArray.texts(ids))
                .forEach(group -> {
                    byName.put(group.slug(), group.codes());
                    byName.put(group.id(), group.codes());
                });
        Map<String, List<String>> found = new HashMap<>();
        for (String ref : refs) {
            List<String> codes = byName.getOrDefault(ref, byName.get(lower(ref)));
            if (codes != null) {
                found.put(ref, codes);
            }
        }
        return found;
    }

    private record Named(String id, String slug, List<String> codes) {
        static Named read(Row row) throws SQLException {
            return new Named(row.uuid("group_id").toString(), row.text("slug"), row.texts("codes"));
        }
    }

    private static String lower(String ref) {
        return ref.toLowerCase(Locale.ROOT);
    }

    private static EnrichmentGroup read(Row row) throws SQLException {
        return new EnrichmentGroup(
                row.uuid("group_id"),
                row.uuid("tenant_id"),
                row.text("slug"),
                row.text("name"),
                row.nullableText("description"),
                row.texts("codes"),
                row.bigint("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
