package io.freshet.enrichment.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.catalogue.JsonataMapping;
import io.freshet.enrichment.catalogue.JsonataMapping.MappingException;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.catalogue.ProviderDefinition.Signs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What an HTTP answer means. The only place that knows. */
final class AnswerClassifier {

    static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100).build());
    }

    private AnswerClassifier() {}

    static Answer classify(ProviderDefinition provider, HttpResponse<byte[]> response, Instant now) {
        int status = response.statusCode();
        Signs signs = provider.response().signs();
        if (says(signs.notFound(), response)) {
            return new Answer.NotFound(now);
        }
        if (says(signs.throttled(), response)) {
            return new Answer.Throttled(retryAfter(response.headers().firstValue("Retry-After"), now));
        }
        if (says(signs.unavailable(), response)) {
            return new Answer.Unavailable(Answer.Reason.SERVER_ERROR, status);
        }
        if (says(signs.rejected(), response)) {
            return new Answer.Rejected(Answer.Refusal.PROVIDER, status);
        }
        if (signs.found().isPresent() ? says(signs.found(), response) : status == 200) {
            return document(response, now);
        }
        return byStatus(response, signs.notFound().isEmpty(), now);
    }

    private static Answer byStatus(HttpResponse<byte[]> response, boolean goneIsNotFound, Instant now) {
        int status = response.statusCode();
        if (status == 404 && goneIsNotFound) {
            return new Answer.NotFound(now);
        }
        if (status == 429
                || (status == 503
                        && response.headers().firstValue("Retry-After").isPresent())) {
            return new Answer.Throttled(retryAfter(response.headers().firstValue("Retry-After"), now));
        }
        if (status == 408 || status >= 500) {
            return new Answer.Unavailable(Answer.Reason.SERVER_ERROR, status);
        }
        return new Answer.Rejected(Answer.Refusal.PROVIDER, status);
    }

    /** An expression that does not fit the answer says nothing. */
    private static boolean says(Optional<JsonataMapping> sign, HttpResponse<byte[]> response) {
        if (sign.isEmpty()) {
            return false;
        }
        try {
            JsonNode body = parsed(response).orElse(null);
            Object input = body == null ? null : JSON.convertValue(body, Object.class);
            return Boolean.TRUE.equals(sign.get().evaluate(input, Map.of("status", response.statusCode())));
        } catch (MappingException e) {
            return false;
        }
    }

    private static Optional<JsonNode> parsed(HttpResponse<byte[]> response) {
        try {
            return isJson(response) ? Optional.ofNullable(JSON.readTree(body(response))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isJson(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Content-Type").orElse("").contains("json");
    }

    private static byte[] body(HttpResponse<byte[]> response) throws IOException {
        boolean packed =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        return packed ? expanded(response.body()) : response.body();
    }

    private static Answer document(HttpResponse<byte[]> response, Instant now) {
        if (!isJson(response)) {
            return new Answer.Unmappable("the answer is not JSON by its content type");
        }
        try {
            JsonNode document = JSON.readTree(body(response));
            return document != null && document.isObject()
                    ? new Answer.Found(document, now)
                    : new Answer.Unmappable("the answer is not a JSON object");
        } catch (BoundedBody.TooLargeException e) {
            return new Answer.Unmappable("the body is larger than 5 MiB");
        } catch (IOException e) {
            return new Answer.Unmappable("the answer is not whole JSON");
        }
    }

    private static byte[] expanded(byte[] body) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = gzip.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new BoundedBody.TooLargeException();
            }
            return bytes;
        }
    }

    /** Seconds or an HTTP date (RFC 9110, 10.2.3); five seconds when it is neither, an hour at the most. */
    static Duration retryAfter(Optional<String> header, Instant now) {
        String text = header.orElse("").strip();
        Duration wait = DEFAULT_WAIT;
        if (text.matches("[0-9]{1,9}")) {
            wait = Duration.ofSeconds(Long.parseLong(text));
        } else if (!text.isEmpty()) {
            try {
                wait = Duration.between(
                        now,
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeParseException e) {
                wait = DEFAULT_WAIT;
            }
        }
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
