package io.freshet.enrichment.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.catalogue.JsonataMapping;
import io.freshet.enrichment.catalogue.JsonataMapping.MappingException;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.catalogue.ProviderDefinition.Signs;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an HTTP answer means. The only place that knows. */
final class AnswerClassifier {

    static final int MOST_BYTES = 5 * 1024 * 1024;
    static final String TOO_LARGE = "the body is larger than 5 MiB";
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProviderDefinition provider;
    private final HttpResponse<byte[]> response;
    private final Instant now;
    private final AnswerBody body;
    private final @Nullable Object tree;

    private AnswerClassifier(ProviderDefinition provider, HttpResponse<byte[]> response, Instant now) {
        this.provider = provider;
        this.response = response;
        this.now = now;
        this.body = AnswerBody.of(response.headers(), response.body());
        JsonNode json = body.json();
        this.tree =
                json == null || !hasSigns(provider.response().signs()) ? null : JSON.convertValue(json, Object.class);
    }

    static Answer classify(ProviderDefinition provider, HttpResponse<byte[]> response, Instant now) {
        return new AnswerClassifier(provider, response, now).classify();
    }

    private static boolean hasSigns(Signs signs) {
        return signs.found().isPresent()
                || signs.notFound().isPresent()
                || signs.throttled().isPresent()
                || signs.unavailable().isPresent()
                || signs.rejected().isPresent();
    }

    private Answer classify() {
        int status = response.statusCode();
        Signs signs = provider.response().signs();
        if (says(signs.notFound())) {
            return new Answer.NotFound(now);
        }
        if (says(signs.throttled())) {
            return throttled();
        }
        if (says(signs.unavailable())) {
            return new Answer.Unavailable(Answer.Reason.SERVER_ERROR, status);
        }
        if (says(signs.rejected())) {
            return new Answer.Rejected(Answer.Refusal.PROVIDER, status);
        }
        if (signs.found().isPresent() ? says(signs.found()) : status == 200) {
            JsonNode json = body.json();
            return json != null && json.isObject()
                    ? new Answer.Found(json, now)
                    : body.unmappable("the answer is not a JSON object");
        }
        return byStatus(status, signs.notFound().isEmpty());
    }

    private Answer byStatus(int status, boolean absentIsNotFound) {
        if (status == 410 || (status == 404 && absentIsNotFound)) {
            return new Answer.NotFound(now);
        }
        if (status == 429 || (status == 503 && retryAfter().isPresent())) {
            return throttled();
        }
        if (status == 408 || status == 425 || status >= 500) {
            return new Answer.Unavailable(Answer.Reason.SERVER_ERROR, status);
        }
        if (status >= 200 && status < 300) {
            return body.unmappable("the status " + status + " comes with no document");
        }
        boolean ours = (status == 401 || status == 403 || status == 407)
                && provider.credentials().isPresent();
        return new Answer.Rejected(ours ? Answer.Refusal.CONFIGURATION : Answer.Refusal.PROVIDER, status);
    }

    /** An expression that does not fit the answer says nothing. */
    private boolean says(Optional<JsonataMapping> sign) {
        try {
            return sign.isPresent()
                    && Boolean.TRUE.equals(sign.get().evaluate(tree, Map.of("status", response.statusCode())));
        } catch (MappingException e) {
            return false;
        }
    }

    private Optional<String> retryAfter() {
        return response.headers().firstValue("Retry-After");
    }

    private Answer throttled() {
        return new Answer.Throttled(retryAfter(retryAfter(), now));
    }

    /** Seconds or an HTTP date (RFC 9110, 10.2.3), an hour at the most; zero when it tells no time to come. */
    static Duration retryAfter(Optional<String> header, Instant now) {
        String text = header.orElse("").strip();
        if (text.matches("[0-9]{1,9}")) {
            return bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            return text.isEmpty()
                    ? Duration.ZERO
                    : bounded(Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
