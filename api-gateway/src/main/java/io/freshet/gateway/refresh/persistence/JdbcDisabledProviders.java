package io.freshet.gateway.refresh.persistence;

import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.refresh.DisabledProviders;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Disabled providers in PostgreSQL. */
@Singleton
final class JdbcDisabledProviders implements DisabledProviders {

    private final Database database;

    JdbcDisabledProviders(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> of(UUID tenantId) {
        return Set.copyOf(database.query(
                "SELECT code FROM tenant_provider WHERE tenant_id = ? AND NOT enabled",
                row -> row.text("code"),
                tenantId));
    }
}
