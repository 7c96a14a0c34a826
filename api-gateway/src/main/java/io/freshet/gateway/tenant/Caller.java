package io.freshet.gateway.tenant;

import java.util.Set;
import java.util.UUID;

/** Who asks: the tenant that every query is about, and what the key allows. */
public record Caller(UUID tenantId, UUID keyId, Set<String> permissions) {

    /** Everything of the caller's own tenant. */
    private static final String EVERYTHING = "*";
    /** What concerns all tenants has to be named in a key. */
    private static final Set<String> OPERATORS = Set.of("providers:operate");

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** Whether the key has the permission, or all of its tenant's and this is one of them. */
    public boolean may(String permission) {
        return permissions.contains(permission)
                || (permissions.contains(EVERYTHING) && !OPERATORS.contains(permission));
    }
}
