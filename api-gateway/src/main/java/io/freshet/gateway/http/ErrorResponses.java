package io.freshet.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.freshet.gateway.failure.PartAwayException;
import io.micronaut.context.annotation.Primary;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.codec.CodecException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.json.JsonSyntaxException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error of the server in one envelope: {@code {success, error: {code, message, details, request_id}}}. */
@Controller
final class ErrorResponses {

    private static final Logger LOGGER = LoggerFactory.getLogger(ErrorResponses.class);
    private static final String RETRY_AFTER = "Retry-After";

    @Error(global = true)
    HttpResponse<?> api(HttpRequest<?> request, ApiException failure) {
        MutableHttpResponse<?> response =
                respond(request, failure.code(), String.valueOf(failure.getMessage()), failure.details());
        failure.headers().forEach(response::header);
        return response;
    }

    @Error(global = true)
    HttpResponse<?> unreadable(HttpRequest<?> request, JsonProcessingException failure) {
        return invalidJson(request, failure);
    }

    @Error(global = true)
    HttpResponse<?> unconvertible(HttpRequest<?> request, ConversionErrorException failure) {
        Optional<JsonProcessingException> json = cause(failure, JsonProcessingException.class);
        if (json.isPresent()) {
            return invalidJson(request, json.get());
        }
        String name = failure.getArgument().getName();
        return respond(
                request,
                ErrorCode.VALIDATION_ERROR,
                "The request is not valid; see details.",
                List.of(new ApiException.Detail(name, "has the wrong form")));
    }

    @Error(global = true)
    HttpResponse<?> tooLarge(HttpRequest<?> request, ContentLengthExceededException failure) {
        return respond(request, ErrorCode.PAYLOAD_TOO_LARGE, "A body holds at most 1 MiB.", List.of());
    }

    @Error(global = true)
    HttpResponse<?> status(HttpRequest<?> request, HttpStatusException failure) {
        return respond(request, codeOf(failure.getStatus()), failure.getStatus().getReason(), List.of());
    }

    @Error(global = true)
    HttpResponse<?> away(HttpRequest<?> request, PartAwayException failure) {
        LOGGER.atWarn().addKeyValue("part", failure.getMessage()).log("A part is away");
        return respond(request, ErrorCode.UNAVAILABLE, "Freshet cannot serve this now.", List.of())
                .header(RETRY_AFTER, "5");
    }

    @Error(global = true)
    HttpResponse<?> any(HttpRequest<?> request, Throwable failure) {
        Optional<PartAwayException> away = cause(failure, PartAwayException.class);
        if (away.isPresent()) {
            return away(request, away.get());
        }
        // What says where the fault is stands below what only says that there is one.
        Optional<JsonProcessingException> json = cause(failure, JsonProcessingException.class);
        if (json.isPresent()) {
            return invalidJson(request, json.get());
        }
        if (cause(failure, CodecException.class).isPresent()
                || cause(failure, JsonSyntaxException.class).isPresent()) {
            return respond(
                    request,
                    ErrorCode.VALIDATION_ERROR,
                    "The body is not JSON, or not whole.",
                    List.of(new ApiException.Detail("", "not whole JSON")));
        }
        LOGGER.atError()
                .addKeyValue("path", request.getPath())
                .addKeyValue("requestId", RequestIds.of(request))
                .setCause(failure)
                .log("Request failed");
        return respond(request, ErrorCode.INTERNAL, "Something went wrong on our side.", List.of());
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static MutableHttpResponse<?> invalidJson(HttpRequest<?> request, JsonProcessingException failure) {
        String place = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        return respond(
                request,
                ErrorCode.VALIDATION_ERROR,
                "The body is not JSON" + place + ".",
                List.of(new ApiException.Detail("", "not JSON" + place)));
    }

    static MutableHttpResponse<?> respond(
            HttpRequest<?> request, ErrorCode code, String message, List<ApiException.Detail> details) {
        return HttpResponse.status(code.status()).body(envelope(request, code, message, details));
    }

    static Map<String, Object> envelope(
            HttpRequest<?> request, ErrorCode code, String message, List<ApiException.Detail> details) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code.code());
        error.put("message", message);
        error.put(
                "details",
                details.stream()
                        .map(detail -> Map.of("path", detail.path(), "message", detail.message()))
                        .toList());
        error.put("request_id", RequestIds.of(request));
        return Map.of("success", false, "error", error);
    }

    static ErrorCode codeOf(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> ErrorCode.UNAUTHORIZED;
            case FORBIDDEN -> ErrorCode.FORBIDDEN;
            case NOT_FOUND -> ErrorCode.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> ErrorCode.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> ErrorCode.NOT_ACCEPTABLE;
            case REQUEST_ENTITY_TOO_LARGE -> ErrorCode.PAYLOAD_TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            default -> status.getCode() < 500 ? ErrorCode.VALIDATION_ERROR : ErrorCode.INTERNAL;
        };
    }

    /** What Micronaut itself answers (no such route, wrong method, wrong media type), in the same envelope. */
    @Singleton
    @Primary
    static final class FrameworkErrors implements ErrorResponseProcessor<Map<String, Object>> {

        @Override
        public MutableHttpResponse<Map<String, Object>> processResponse(
                ErrorContext context, MutableHttpResponse<?> response) {
            ErrorCode code = codeOf(HttpStatus.valueOf(response.code()));
            return response.status(code.status())
                    .body(envelope(context.getRequest(), code, code.status().getReason(), List.of()));
        }
    }
}
