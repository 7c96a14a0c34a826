package io.freshet.enrichment.http;

import io.freshet.enrichment.Answer;
import io.freshet.enrichment.Exchange;
import io.freshet.enrichment.Inquiry;
import io.freshet.enrichment.catalogue.MissingSecrets;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.catalogue.ProviderDefinition.Credentials;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A call over HTTP, made once. Redirects are not followed, addresses come from the catalogue alone, and a whole answer, its
 * body included, must be there within the provider's timeout.
 */
public final class ClientExchange implements Exchange {

    private static final String AUTHORIZATION = "Authorization";
    private static final Pattern SENDABLE = Pattern.compile("[!-~]([ -~]{0,4094}[!-~])?");

    private final HttpClient client;
    private final Map<String, String> environment;
    private final Clock clock;
    private final LargeBodies largeBodies = LargeBodies.of(Runtime.getRuntime().maxMemory());

    /**
     * A client for all providers.
     *
     * @param environment holds the secrets, {@code FRESHET_SECRET_<NAME>}
     */
    public ClientExchange(Map<String, String> environment, Clock clock) {
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Answer send(ProviderDefinition provider, Call call, Inquiry inquiry) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(provider.baseUrl() + call.target()))
                .timeout(provider.timeout())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "Freshet");
        call.headers().forEach(request::setHeader);
        if (call.body() != null) {
            request.setHeader("Content-Type", "application/json");
        }
        request.method(
                call.method(),
                call.body() == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(call.body(), StandardCharsets.UTF_8));
        if (provider.credentials().isPresent()
                && !addCredential(provider.credentials().get(), request)) {
            return new Answer.Rejected(Answer.Refusal.CONFIGURATION, 0);
        }
        return answer(provider, request.build(), inquiry);
    }

    /** Whether there is a secret that a header can hold, or none is needed. */
    private boolean addCredential(Credentials credentials, HttpRequest.Builder request) {
        String secret = environment
                .getOrDefault(MissingSecrets.variable(credentials), "")
                .strip();
        if (secret.isEmpty() && credentials.optional()) {
            return true;
        }
        if (!SENDABLE.matcher(secret).matches()) {
            return false;
        }
        switch (credentials.as()) {
            case BASIC -> {
                byte[] pair = (secret + ":").getBytes(StandardCharsets.UTF_8);
                request.setHeader(AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair));
            }
            case BEARER -> request.setHeader(AUTHORIZATION, "Bearer " + secret);
            case API_KEY -> request.setHeader(AUTHORIZATION, "ApiKey " + secret);
            case HEADER -> request.setHeader(Objects.requireNonNull(credentials.header()), secret);
        }
        return true;
    }

    private Answer answer(ProviderDefinition provider, HttpRequest request, Inquiry inquiry)
            throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(
                request,
                info -> new BoundedBody(
                        LargeBodies.LARGE, AnswerClassifier.MOST_BYTES, () -> largeBodies.enter(inquiry)));
        try {
            // The client's own timeout ends with the headers; a body that drips must not hold us longer either.
            return AnswerClassifier.classify(
                    provider, pending.get(provider.timeout().toMillis(), TimeUnit.MILLISECONDS), clock.instant());
        } catch (TimeoutException e) {
            pending.cancel(true);
            return new Answer.Unavailable(Answer.Reason.TIMEOUT, 504);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BoundedBody.TooLargeException large) {
                return new Answer.Unmappable(
                        AnswerClassifier.TOO_LARGE, new String(large.start(), StandardCharsets.UTF_8));
            }
            return e.getCause() instanceof HttpTimeoutException
                    ? new Answer.Unavailable(Answer.Reason.TIMEOUT, 504)
                    : new Answer.Unavailable(Answer.Reason.UNREACHABLE, 502);
        }
    }
}
