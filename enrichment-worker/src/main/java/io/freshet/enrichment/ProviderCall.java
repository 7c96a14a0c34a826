package io.freshet.enrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.NormalizedProfile;
import io.freshet.enrichment.catalogue.JsonataMapping;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One provider for one node: cache, then the provider, then the mapping. Equal calls at the same time are one call. */
public final class ProviderCall {

    private final Provider provider;
    private final DocumentCache cache;
    private final ObjectMapper json;
    private final Clock clock;
    private final ProfileReader reader = new ProfileReader();
    private final Map<String, CompletableFuture<Answer>> flights = new ConcurrentHashMap<>();

    public ProviderCall(Provider provider, DocumentCache cache, ObjectMapper json, Clock clock) {
        this.provider = provider;
        this.cache = cache;
        this.json = json;
        this.clock = clock;
    }

    /** How a call ended. */
    public sealed interface Result {}

    /** With an outcome; {@code document} is the raw JSON when there is one. */
    public record Settled(Execution execution, @Nullable String document) implements Result {}

    /** The provider wants to be asked later, and there is time for that. */
    public record Postponed(Duration delay) implements Result {}

    /** Asks. */
    public Result call(
            ProviderDefinition definition, Subject subject, String executionId, boolean skipCache, Instant deadline)
            throws InterruptedException {
        Instant start = clock.instant();
        Optional<Answer> cached = skipCache ? Optional.empty() : cache.find(definition, subject);
        Answer answer = cached.isPresent() ? cached.get() : shared(definition, subject, deadline);
        if (answer instanceof Answer.Throttled throttled
                && clock.instant().plus(throttled.retryAfter()).plusSeconds(10).isBefore(deadline)) {
            return new Postponed(throttled.retryAfter());
        }
        long elapsed = Duration.between(start, clock.instant()).toMillis();
        int cost = cached.isPresent() ? 0 : definition.costCents();
        return settle(definition, answer, executionId, cached.isPresent(), elapsed, cost);
    }

    private Answer shared(ProviderDefinition definition, Subject subject, Instant deadline)
            throws InterruptedException {
        String key = definition.code()
                + '\n'
                + subject.country()
                + '\n'
                + subject.taxId()
                + '\n'
                + subject.lei()
                + '\n'
                + subject.registryId();
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> other = flights.putIfAbsent(key, mine);
        if (other != null) {
            try {
                return other.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the call that was joined broke", e);
            }
        }
        try {
            Answer answer = provider.ask(definition, subject, deadline);
            if (answer instanceof Answer.Found || answer instanceof Answer.NotFound) {
                cache.keep(definition, subject, answer);
            }
            mine.complete(answer);
            return answer;
        } catch (InterruptedException | RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, mine);
        }
    }

    private Settled settle(
            ProviderDefinition definition, Answer answer, String executionId, boolean cached, long elapsed, int cost) {
        if (!(answer instanceof Answer.Found found)) {
            return failed(definition, answer, executionId, cached, elapsed, cost);
        }
        Object document = json.convertValue(found.document(), Object.class);
        try {
            NormalizedProfile profile = reader.read(definition.mapping().evaluate(document), definition.code());
            if (profile == null) {
                return failed(
                        definition, new Answer.Unmappable("it holds no profile"), executionId, cached, elapsed, cost);
            }
            JsonNode data = definition.entityData().isEmpty()
                    ? null
                    : reader.readData(definition.entityData().get().evaluate(document));
            JsonNode tree = json.valueToTree(profile);
            List<String> fields = new ArrayList<>();
            tree.fieldNames().forEachRemaining(fields::add);
            String raw = found.document().toString();
            double completeness = Math.min(
                    1.0,
                    (double) fields.size() / Math.max(1, definition.yields().size()));
            Execution execution = new Execution(
                    definition.code(),
                    executionId,
                    cached,
                    fields,
                    completeness,
                    elapsed,
                    cost,
                    found.fetchedAt().toString(),
                    sha256(raw),
                    null,
                    tree,
                    data);
            return new Settled(execution, raw);
        } catch (JsonataMapping.MappingException e) {
            return failed(
                    definition,
                    new Answer.Unmappable("it is not in the expected form"),
                    executionId,
                    cached,
                    elapsed,
                    cost);
        }
    }

    private static Settled failed(
            ProviderDefinition definition, Answer answer, String executionId, boolean cached, long elapsed, int cost) {
        Execution execution = new Execution(
                definition.code(),
                executionId,
                cached,
                List.of(),
                0,
                elapsed,
                cost,
                null,
                null,
                Execution.Failure.of(answer),
                null,
                null);
        return new Settled(
                execution,
                answer instanceof Answer.Found found ? found.document().toString() : null);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
