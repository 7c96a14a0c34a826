package io.freshet.gateway.tenant;

import java.util.Optional;
import java.util.UUID;

/** Tenants and their API keys. */
public interface TenantRepository {

    /** Whose key has the hash, if it is neither expired nor revoked. */
    Optional<Caller> findByKeyHash(byte[] hash);

    /** Inserts a tenant, unless it is there. */
    void insertIfAbsent(UUID tenantId, String slug);

    /** Inserts a key that may do everything, also what concerns all tenants, unless one with that hash is there. */
    void insertKeyIfAbsent(UUID tenantId, byte[] hash, String label);
}
