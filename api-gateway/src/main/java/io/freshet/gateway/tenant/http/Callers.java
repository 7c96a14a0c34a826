package io.freshet.gateway.tenant.http;

import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.tenant.Caller;
import io.micronaut.http.HttpRequest;

/** The caller of a request, as the filter found it. */
public final class Callers {

    private static final String ATTRIBUTE = "freshet.caller";

    private Callers() {}

    static void set(HttpRequest<?> request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    /**
     * The caller of a request.
     *
     * @throws ApiException forbidden, when the key does not have the permission
     */
    public static Caller of(HttpRequest<?> request, String permission) {
        Caller caller = request.getAttribute(ATTRIBUTE, Caller.class)
                .orElseThrow(() -> new ApiException(ErrorCode.UNAUTHORIZED, "Send an API key."));
        if (!caller.may(permission)) {
            throw new ApiException(ErrorCode.FORBIDDEN, "This needs the permission " + permission + ".");
        }
        return caller;
    }
}
