package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One provider for one node: cache, then the provider, then the mapping. Equal calls at the same time are one call. */
public final class ProviderCall {

    private final Provider provider;
    private final DocumentCache cache;
    private final Clock clock;
    private final DocumentMapping mapping = new DocumentMapping();
    private final SingleFlight<String, Answer> flights = new SingleFlight<>();

    public ProviderCall(Provider provider, DocumentCache cache, Clock clock) {
        this.provider = provider;
        this.cache = cache;
        this.clock = clock;
    }

    /** How a call ended. */
    public sealed interface Result {}

    /** With an outcome; {@code document} is the raw JSON when there is one. */
    public record Settled(Execution execution, @Nullable String document) implements Result {}

    /** The provider wants to be asked later, and there is time for that. */
    public record Postponed(Duration delay) implements Result {}

    /** Asks. What depends on parameters of the caller is neither taken from the cache nor kept there for others. */
    public Result call(
            ProviderDefinition definition, Subject subject, String executionId, boolean skipCache, Instant deadline)
            throws InterruptedException {
        Instant start = clock.instant();
        boolean cacheable = subject.parameters().isEmpty();
        Optional<Answer> cached = skipCache || !cacheable ? Optional.empty() : cache.find(definition, subject);
        Answer answer = cached.isPresent() ? cached.get() : shared(definition, subject, deadline);
        if (answer instanceof Answer.Throttled throttled
                && clock.instant().plus(throttled.retryAfter()).plusSeconds(10).isBefore(deadline)) {
            return new Postponed(throttled.retryAfter());
        }
        return settle(new Asked(definition, subject, executionId, cached.isPresent(), start, clock.instant()), answer);
    }

    private Answer shared(ProviderDefinition definition, Subject subject, Instant deadline)
            throws InterruptedException {
        String key = definition.code() + '\n' + subject.canonical();
        return flights.fly(key, () -> {
            Answer answer = provider.ask(definition, subject, new Inquiry(deadline, false));
            boolean settled = answer instanceof Answer.Found || answer instanceof Answer.NotFound;
            if (settled && subject.parameters().isEmpty()) {
                cache.keep(definition, subject, answer);
            }
            return answer;
        });
    }

    /** A question that has its answer. */
    private record Asked(
            ProviderDefinition definition,
            Subject subject,
            String executionId,
            boolean cached,
            Instant start,
            Instant end) {

        long elapsed() {
            return Duration.between(start, end).toMillis();
        }

        int cost() {
            return cached ? 0 : definition.costCents();
        }

        String completedAt() {
            return end.truncatedTo(ChronoUnit.MILLIS).toString();
        }
    }

    private Settled settle(Asked asked, Answer answer) {
        ProviderDefinition definition = asked.definition();
        if (!(answer instanceof Answer.Found found)) {
            return failed(asked, answer, null);
        }
        String raw = found.document().toString();
        return switch (mapping.map(definition, asked.subject(), found.document())) {
            case DocumentMapping.Nobody nobody -> failed(asked, new Answer.NotFound(found.fetchedAt()), raw);
            case DocumentMapping.Unreadable unreadable ->
                failed(asked, new Answer.Unmappable(unreadable.detail()), raw);
            case DocumentMapping.Party party -> new Settled(succeeded(asked, found, party, raw), raw);
        };
    }

    private static Execution succeeded(Asked asked, Answer.Found found, DocumentMapping.Party party, String raw) {
        ProviderDefinition definition = asked.definition();
        List<String> fields = new ArrayList<>();
        party.profile().fieldNames().forEachRemaining(fields::add);
        double yields = Math.max(1, definition.coverage().yields().size());
        return new Execution(
                definition.code(),
                asked.executionId(),
                asked.cached(),
                fields,
                Math.min(1.0, fields.size() / yields),
                asked.elapsed(),
                asked.cost(),
                asked.completedAt(),
                found.fetchedAt().toString(),
                sha256(raw),
                null,
                party.profile(),
                party.entityData());
    }

    private static Settled failed(Asked asked, Answer answer, @Nullable String document) {
        Execution execution = new Execution(
                asked.definition().code(),
                asked.executionId(),
                asked.cached(),
                List.of(),
                0,
                asked.elapsed(),
                asked.cost(),
                asked.completedAt(),
                null,
                null,
                Execution.Failure.of(answer),
                null,
                null);
        return new Settled(execution, document);
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
