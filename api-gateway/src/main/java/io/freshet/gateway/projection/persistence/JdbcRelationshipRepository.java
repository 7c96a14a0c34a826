package io.freshet.gateway.projection.persistence;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.projection.Relationship;
import io.freshet.gateway.projection.RelationshipRepository;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holdings in PostgreSQL. */
@Singleton
final class JdbcRelationshipRepository implements RelationshipRepository {

    private static final String SELECT = """
            SELECT r.relationship_id, r.detail, r.job_id, r.updated_at, %s AS counterpart_owns,
                e.entity_id, e.type, e.name, e.country, e.tax_id, e.status
            FROM relationship r JOIN entity e ON e.entity_id = r.%s AND e.tenant_id = r.tenant_id AND e.status <> 'deleted'
            WHERE r.tenant_id = ? AND r.%s = ? %s
            ORDER BY r.updated_at DESC, r.relationship_id DESC LIMIT ?
            """;

    private static final String AFTER = "AND (r.updated_at, r.relationship_id) < (?, ?)";

    private final Database database;

    JdbcRelationshipRepository(Database database) {
        this.database = database;
    }

    @Override
    public Page<Relationship> list(UUID tenantId, UUID entityId, Relationship.Direction direction, PageRequest page) {
        List<@Nullable Object> one = arguments(tenantId, entityId, page);
        List<Relationship> rows = switch (direction) {
            case OWNERS -> query(owners(page), one);
            case OWNED -> query(owned(page, ""), one);
            case BOTH -> {
                List<@Nullable Object> all = new ArrayList<>(one);
                all.addAll(one);
                all.add(page.rowsToRead());
                // A party that owns itself stands among the owners only.
                String others = " AND r.owner_entity_id <> r.owned_entity_id";
                yield query(
                        "(" + owners(page) + ") UNION ALL (" + owned(page, others)
                                + ") ORDER BY updated_at DESC, relationship_id DESC LIMIT ?",
                        all);
            }
        };
        return Page.of(page, rows, row -> new Position(row.updatedAt(), row.relationshipId()));
    }

    private static String owners(PageRequest page) {
        return SELECT.formatted("true", "owner_entity_id", "owned_entity_id", after(page));
    }

    private static String owned(PageRequest page, String condition) {
        return SELECT.formatted("false", "owned_entity_id", "owner_entity_id", after(page) + condition);
    }

    private static String after(PageRequest page) {
        return page.after() == null ? "" : AFTER;
    }

    private static List<@Nullable Object> arguments(UUID tenantId, UUID entityId, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>(List.of(tenantId, entityId));
        Position after = page.after();
        if (after != null) {
            arguments.add(after.at());
            arguments.add(after.id());
        }
        arguments.add(page.rowsToRead());
        return arguments;
    }

    private List<Relationship> query(String sql, List<@Nullable Object> arguments) {
        return database.query(sql, JdbcRelationshipRepository::read, arguments.toArray());
    }

    private static Relationship read(Row row) throws SQLException {
        return new Relationship(
                row.uuid("relationship_id"),
                row.flag("counterpart_owns"),
                new Relationship.Counterpart(
                        row.uuid("entity_id"),
                        row.text("type"),
                        row.nullableText("name"),
                        row.nullableText("country"),
                        row.nullableText("tax_id"),
                        row.text("status")),
                row.object("detail"),
                row.uuid("job_id"),
                row.instant("updated_at"));
    }
}
