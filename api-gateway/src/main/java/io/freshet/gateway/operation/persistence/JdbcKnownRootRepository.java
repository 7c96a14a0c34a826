package io.freshet.gateway.operation.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.operation.KnownRootRepository;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.refresh.KnownRoot;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Profiles as the projector keeps them: merged, by provider, and the last tree. */
@Singleton
final class JdbcKnownRootRepository implements KnownRootRepository {

    private static final String MERGED =
            "SELECT profile, provenance FROM normalized_data WHERE tenant_id = ? AND entity_id = ?";

    private static final String BY_PROVIDER = """
            SELECT provider, profile FROM provider_profile WHERE tenant_id = ? AND entity_id = ? ORDER BY provider
            """;

    private static final String LAST_TREE = """
            SELECT jsonb_build_object('nodes', jsonb_array_length(ownership -> 'nodes'),
                'depth', ownership -> 'depthReached', 'unknownShare', ownership -> 'unknownShare') AS tree
            FROM refresh_job WHERE tenant_id = ? AND entity_id = ? AND ownership IS NOT NULL
            ORDER BY queued_at DESC LIMIT 1
            """;

    private final Database database;

    JdbcKnownRootRepository(Database database) {
        this.database = database;
    }

    private record Merged(ObjectNode profile, ObjectNode provenance) {}

    private record Document(String provider, ObjectNode profile) {}

    @Override
    public Optional<KnownRoot> find(UUID tenantId, UUID entityId, Instant at) {
        return database.queryOne(
                        MERGED, row -> new Merged(row.object("profile"), row.object("provenance")), tenantId, entityId)
                .map(merged -> new KnownRoot(
                        sources(merged.provenance()),
                        merged.profile(),
                        documents(tenantId, entityId),
                        database.queryOne(LAST_TREE, row -> row.object("tree"), tenantId, entityId)
                                .orElse(null),
                        at));
    }

    /** Each provider once, with the execution of the first value that is its. */
    private static List<KnownRoot.Source> sources(ObjectNode provenance) {
        Map<String, KnownRoot.Source> sources = new LinkedHashMap<>();
        for (JsonNode source : provenance) {
            String provider = source.path("provider").asText();
            sources.putIfAbsent(
                    provider,
                    new KnownRoot.Source(provider, source.path("executionId").asText()));
        }
        return List.copyOf(sources.values());
    }

    private @Nullable JsonNode documents(UUID tenantId, UUID entityId) {
        List<Document> rows = database.query(
                BY_PROVIDER, row -> new Document(row.text("provider"), row.object("profile")), tenantId, entityId);
        ObjectNode documents = JsonNodeFactory.instance.objectNode();
        rows.forEach(row -> documents.set(row.provider(), row.profile()));
        return documents.isEmpty() ? null : documents;
    }
}
