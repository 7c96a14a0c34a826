package io.freshet.gateway.entity.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.entity.history.Change;
import io.freshet.gateway.entity.history.HistoryEntry;
import io.freshet.gateway.entity.history.HistoryRepository;
import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** Histories in PostgreSQL. A position's id is the version: several entries may have one time. */
@Singleton
final class JdbcHistoryRepository implements HistoryRepository {

    private static final String APPEND = """
            INSERT INTO entity_history (tenant_id, entity_id, version, at, actor, actor_id, kind, reason, changes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String LIST = """
            SELECT version, at, actor, actor_id, kind, reason, changes FROM entity_history
            WHERE tenant_id = ? AND entity_id = ? AND version < ? ORDER BY version DESC LIMIT ?
            """;

    private final Database database;

    JdbcHistoryRepository(Database database) {
        this.database = database;
    }

    @Override
    public void append(UUID tenantId, UUID entityId, HistoryEntry entry) {
        ArrayNode changes = JsonNodeFactory.instance.arrayNode();
        for (Change change : entry.changes()) {
            ObjectNode node = changes.addObject().put("path", change.path());
            node.set("before", change.before());
            node.set("after", change.after());
        }
        database.update(
                APPEND,
                tenantId,
                entityId,
                entry.version(),
                entry.at(),
                entry.actor().kind().word(),
                entry.actor().id(),
                entry.kind().word(),
                entry.reason(),
                changes);
    }

    @Override
    public Page<HistoryEntry> list(UUID tenantId, UUID entityId, PageRequest page) {
        Position after = page.after();
        long before = after == null ? Long.MAX_VALUE : after.id().getLeastSignificantBits();
        return Page.of(
                page,
                database.query(LIST, JdbcHistoryRepository::read, tenantId, entityId, before, page.rowsToRead()),
                entry -> new Position(entry.at(), new UUID(0, entry.version())));
    }

    private static HistoryEntry read(Row row) throws SQLException {
        List<Change> changes = new ArrayList<>();
        for (JsonNode change : Objects.requireNonNull(row.nullableJson("changes"))) {
            changes.add(new Change(change.path("path").asText(), change.path("before"), change.path("after")));
        }
        return new HistoryEntry(
                row.bigint("version"),
                row.instant("at"),
                new Actor(Actor.Kind.valueOf(row.text("actor").toUpperCase(Locale.ROOT)), row.uuid("actor_id")),
                HistoryEntry.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                row.nullableText("reason"),
                changes);
    }
}
