package io.freshet.gateway.tenant;

import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.micronaut.http.HttpRequest;
import java.util.Set;
import java.util.UUID;

/** Who asks: the tenant that every query is about, and what the key allows. */
public record Caller(UUID tenantId, UUID keyId, Set<String> permissions) {

    static final String ATTRIBUTE = "freshet.caller";
    private static final String EVERYTHING = "*";

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /**
     * The caller of a request.
     *
     * @throws ApiException forbidden, when the key does not have the permission
     */
    public static Caller of(HttpRequest<?> request, String permission) {
        Caller caller = request.getAttribute(ATTRIBUTE, Caller.class)
                .orElseThrow(() -> new ApiException(ErrorCode.UNAUTHORIZED, "Send an API key."));
        if (!caller.permissions.contains(EVERYTHING) && !caller.permissions.contains(permission)) {
            throw new ApiException(ErrorCode.FORBIDDEN, "This needs the permission " + permission + ".");
        }
        return caller;
    }
}
