package io.freshet.gateway.refresh.persistence;

import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.refresh.LastFetches;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The times of what each provider said last. */
@Singleton
final class JdbcLastFetches implements LastFetches {

    private static final String SELECT =
            "SELECT provider, fetched_at FROM provider_profile WHERE tenant_id = ? AND entity_id = ?";

    private final Database database;

    JdbcLastFetches(Database database) {
        this.database = database;
    }

    private record Fetch(String code, Instant at) {}

    @Override
    public Map<String, Instant> of(UUID tenantId, UUID entityId) {
        return database
                .query(SELECT, row -> new Fetch(row.text("provider"), row.instant("fetched_at")), tenantId, entityId)
                .stream()
                .collect(Collectors.toUnmodifiableMap(Fetch::code, Fetch::at));
    }
}
