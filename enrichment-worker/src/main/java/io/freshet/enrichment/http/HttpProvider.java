package io.freshet.enrichment.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.Provider;
import io.freshet.enrichment.Subject;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Providers over HTTP. Redirects are not followed, addresses come from the catalogue alone, and a whole answer, its body
 * included, must be there within the provider's timeout.
 */
public final class HttpProvider implements Provider {

    private static final int MOST_PAGES = 10;
    private static final int PAGE = 100;
    private static final String PARAMETER = "{parameter:";

    private final HttpClient client;
    private final Map<String, String> environment;
    private final Clock clock;

    /**
     * A client for all providers.
     *
     * @param environment holds the secrets, {@code FRESHET_SECRET_<NAME>}
     */
    public HttpProvider(Map<String, String> environment, Clock clock) {
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Answer ask(ProviderDefinition provider, Subject subject, Instant deadline) throws InterruptedException {
        ObjectNode documents = JsonNodeFactory.instance.objectNode();
        for (ProviderDefinition.Request request : provider.requests()) {
            Answer answer = pages(provider, request, subject, deadline);
            switch (answer) {
                case Answer.Found found -> documents.set(request.name(), found.document());
                case Answer.NotFound missing -> {
                    if (!request.optional()) {
                        return missing;
                    }
                }
                case Answer.Throttled throttled -> {
                    return throttled;
                }
                case Answer.Unavailable unavailable -> {
                    return unavailable;
                }
                case Answer.Rejected rejected -> {
                    return rejected;
                }
                case Answer.Unmappable unmappable -> {
                    return unmappable;
                }
            }
        }
        JsonNode whole = provider.requests().size() == 1
                ? documents.get(provider.requests().getFirst().name())
                : documents;
        return new Answer.Found(whole, clock.instant());
    }

    private Answer pages(
            ProviderDefinition provider, ProviderDefinition.Request request, Subject subject, Instant deadline)
            throws InterruptedException {
        Optional<String> path = path(request.path(), subject);
        if (path.isEmpty()) {
            return new Answer.Rejected(0);
        }
        Answer first = withRetries(provider, path.get(), deadline);
        if (!request.paged()
                || !(first instanceof Answer.Found found)
                || !(found.document() instanceof ObjectNode document)) {
            return first;
        }
        if (!(document.get("items") instanceof ArrayNode items)) {
            return first;
        }
        int total = document.path("total_results").asInt();
        for (int page = 1; page < MOST_PAGES && items.size() < total; page++) {
            Answer next = withRetries(provider, path.get() + "&start_index=" + page * PAGE, deadline);
            if (!(next instanceof Answer.Found more) || !(more.document().get("items") instanceof ArrayNode added)) {
                return next instanceof Answer.Found ? first : next;
            }
            if (added.isEmpty()) {
                break;
            }
            items.addAll(added);
        }
        return first;
    }

    private Answer withRetries(ProviderDefinition provider, String path, Instant deadline) throws InterruptedException {
        ProviderDefinition.Retry retry = provider.retry();
        Duration pause = retry.firstBackoff();
        for (int attempt = 1; ; attempt++) {
            Answer answer = once(provider, path);
            Duration wait = answer instanceof Answer.Throttled throttled ? throttled.retryAfter() : jittered(pause);
            boolean again = answer instanceof Answer.Throttled || answer instanceof Answer.Unavailable;
            boolean inTime =
                    clock.instant().plus(wait).isBefore(deadline) && wait.compareTo(retry.longestBackoff()) <= 0;
            if (!again || attempt >= retry.maxAttempts() || !inTime) {
                return answer;
            }
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            pause = pause.multipliedBy(2).compareTo(retry.longestBackoff()) < 0
                    ? pause.multipliedBy(2)
                    : retry.longestBackoff();
        }
    }

    /** Up to a fifth more or less, so that those who failed together do not come back together. */
    private static Duration jittered(Duration pause) {
        double factor = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }

    private Answer once(ProviderDefinition provider, String path) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(provider.baseUrl() + path))
                .timeout(provider.timeout())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "Freshet");
        Optional<String> secret = provider.credential()
                .map(name -> environment.getOrDefault("FRESHET_SECRET_" + name.toUpperCase(Locale.ROOT), ""));
        if (secret.isPresent()) {
            if (secret.get().isEmpty()) {
                return new Answer.Rejected(401);
            }
            String basic = Base64.getEncoder().encodeToString((secret.get() + ":").getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + basic);
        }
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request.build(), info -> new BoundedBody(AnswerClassifier.MOST_BYTES));
        try {
            // The client's own timeout ends with the headers; a body that drips must not hold us longer either.
            return AnswerClassifier.classify(
                    pending.get(provider.timeout().toMillis(), TimeUnit.MILLISECONDS), clock.instant());
        } catch (TimeoutException e) {
            pending.cancel(true);
            return new Answer.Unavailable(Answer.Reason.TIMEOUT, 504);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BoundedBody.TooLargeException) {
                return new Answer.Unmappable("the body is larger than 5 MiB");
            }
            return e.getCause() instanceof HttpTimeoutException
                    ? new Answer.Unavailable(Answer.Reason.TIMEOUT, 504)
                    : new Answer.Unavailable(Answer.Reason.UNREACHABLE, 502);
        }
    }

    /** The path with the subject's identifiers and parameters, percent-encoded; empty when one that it needs is missing. */
    static Optional<String> path(String template, Subject subject) {
        String taxId = subject.taxId() == null ? subject.registryId() : subject.taxId();
        if (taxId == null || taxId.isBlank()) {
            return Optional.empty();
        }
        String digits = taxId.replaceAll("[^0-9A-Za-z]", "");
        String filled = template.replace("{taxId:digits}", encoded(digits)).replace("{taxId}", encoded(taxId));
        for (Map.Entry<String, String> parameter : subject.parameters().entrySet()) {
            filled = filled.replace(PARAMETER + parameter.getKey() + "}", encoded(parameter.getValue()));
        }
        return filled.contains(PARAMETER) ? Optional.empty() : Optional.of(filled);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
