package io.freshet.gateway.marketplace.persistence;

import io.freshet.gateway.marketplace.TenantProviderRepository;
import io.freshet.gateway.persistence.Database;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** The providers of the tenants in PostgreSQL. */
@Singleton
final class JdbcTenantProviderRepository implements TenantProviderRepository {

    private static final String WRITE = """
            INSERT INTO tenant_provider (tenant_id, code, enabled) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, code) DO UPDATE SET enabled = excluded.enabled
            """;

    private final Database database;

    JdbcTenantProviderRepository(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> disabled(UUID tenantId) {
        return Set.copyOf(database.query(
                "SELECT code FROM tenant_provider WHERE tenant_id = ? AND NOT enabled",
                row -> row.text("code"),
                tenantId));
    }

    @Override
    public void write(UUID tenantId, String code, boolean enabled) {
        database.update(WRITE, tenantId, code, enabled);
    }
}
