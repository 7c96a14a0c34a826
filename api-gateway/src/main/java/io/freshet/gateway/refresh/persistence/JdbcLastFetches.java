package io.freshet.gateway.refresh.persistence;

import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.refresh.LastFetches;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The times that stand in the provenance of the normalized data. */
@Singleton
final class JdbcLastFetches implements LastFetches {

    private static final String SELECT = """
            SELECT source ->> 'provider' AS code, max((source ->> 'fetchedAt')::timestamptz) AS fetched_at
            FROM normalized_data, jsonb_each(provenance) AS p (attribute, source)
            WHERE tenant_id = ? AND entity_id = ? AND source ->> 'provider' IS NOT NULL AND source ->> 'fetchedAt' IS NOT NULL
            GROUP BY 1
            """;

    private final Database database;

    JdbcLastFetches(Database database) {
        this.database = database;
    }

    private record Fetch(String code, Instant at) {}

    @Override
    public Map<String, Instant> of(UUID tenantId, UUID entityId) {
        return database
                .query(SELECT, row -> new Fetch(row.text("code"), row.instant("fetched_at")), tenantId, entityId)
                .stream()
                .collect(Collectors.toUnmodifiableMap(Fetch::code, Fetch::at));
    }
}
