package io.freshet.gateway.http;

import java.util.List;
import java.util.Map;

/** A request that cannot be served, told to the caller in the error envelope. The message is safe to show. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Detail> details;
    private final transient Map<String, String> headers;

    public ApiException(ErrorCode code, String message) {
        this(code, message, List.of(), Map.of());
    }

    public ApiException(ErrorCode code, String message, List<Detail> details, Map<String, String> headers) {
        super(message, null, false, false);
        this.code = code;
        this.details = List.copyOf(details);
        this.headers = Map.copyOf(headers);
    }

    /**
     * One fault.
     *
     * @param path JSON Pointer into the body, or {@code ?name} of a query parameter
     */
    public record Detail(String path, String message) {}

    /** A body with faults. */
    public static ApiException invalid(List<Detail> details) {
        return new ApiException(
                ErrorCode.VALIDATION_ERROR, "The request is not valid; see details.", details, Map.of());
    }

    public ErrorCode code() {
        return code;
    }

    public List<Detail> details() {
        return details;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
