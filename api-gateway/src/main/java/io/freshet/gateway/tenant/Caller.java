package io.freshet.gateway.tenant;

import java.util.Set;
import java.util.UUID;

/** Who asks: the tenant that every query is about, and what the key allows. */
public record Caller(UUID tenantId, UUID keyId, Set<String> permissions) {

    private static final String EVERYTHING = "*";

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** Whether the key has the permission, or all of them. */
    public boolean may(String permission) {
        return permissions.contains(EVERYTHING) || permissions.contains(permission);
    }
}
