package io.freshet.gateway.tenant.persistence;

import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.TenantRepository;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tenants and API keys in PostgreSQL. */
@Singleton
final class JdbcTenantRepository implements TenantRepository {

    private final Database database;

    JdbcTenantRepository(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Caller> findByKeyHash(byte[] hash) {
        return database.queryOne(
                """
                SELECT tenant_id, key_id, permissions FROM api_key
                WHERE key_hash = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
                """,
                row -> new Caller(row.uuid("tenant_id"), row.uuid("key_id"), Set.copyOf(row.texts("permissions"))),
                hash);
    }

    @Override
    public void insertIfAbsent(UUID tenantId, String slug) {
        database.update(
                "INSERT INTO tenant (tenant_id, slug, name, created_at) VALUES (?, ?, ?, now()) ON CONFLICT DO NOTHING",
                tenantId,
                slug,
                slug);
    }

    @Override
    public void insertKeyIfAbsent(UUID tenantId, byte[] hash, String label) {
        database.update("""
                INSERT INTO api_key (key_id, tenant_id, key_hash, label, permissions, created_at)
                VALUES (gen_random_uuid(), ?, ?, ?, ARRAY['*', 'providers:operate'], now()) ON CONFLICT (key_hash) DO NOTHING
                """, tenantId, hash, label);
    }
}
