package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the execution that the journal keeps of an answer. */
final class Outcomes {

    private final DocumentMapping mapping = new DocumentMapping();

    /**
     * What is known of an asking when it has its answer.
     *
     * @param cached whether another call gave the answer
     */
    record Asked(Question question, boolean cached, Charge charge, Instant start, Instant end) {}

    /** What the job pays for the call, and how often it was made again. */
    record Charge(long cents, int repeated) {

        /** What an earlier beginning has left. */
        static Charge of(CallJournal.@Nullable Doubt doubt) {
            return doubt == null ? new Charge(0, 0) : new Charge(doubt.paidCents(), doubt.repeated());
        }
    }

    /**
     * An execution.
     *
     * @param answer what others may be told: a document that cannot be mapped is none
     * @param document raw JSON, or what could not be read; null when there is none
     */
    record Settled(Execution execution, @Nullable String document, Answer answer) {}

    Settled settle(Asked asked, Answer answer) {
        if (answer instanceof Answer.Unmappable unmappable) {
            return failed(asked, answer, unmappable.body());
        }
        if (!(answer instanceof Answer.Found found)) {
            return failed(asked, answer, null);
        }
        String raw = found.document().toString();
        Question question = asked.question();
        return switch (mapping.map(question.definition(), question.subject(), found.document())) {
            case DocumentMapping.Nobody nobody -> failed(asked, new Answer.NotFound(found.fetchedAt()), raw);
            case DocumentMapping.Unreadable unreadable ->
                failed(asked, new Answer.Unmappable(unreadable.detail()), Answer.Unmappable.bounded(raw));
            case DocumentMapping.Party party -> new Settled(succeeded(asked, found, party, raw), raw, answer);
        };
    }

    private static Execution succeeded(Asked asked, Answer.Found found, DocumentMapping.Party party, String raw) {
        ProviderDefinition definition = asked.question().definition();
        List<String> fields = new ArrayList<>();
        party.profile().fieldNames().forEachRemaining(fields::add);
        double yields = Math.max(1, definition.coverage().yields().size());
        return new Execution(
                definition.code(),
                asked.question().executionId(),
                asked.cached(),
                fields,
                Math.min(1.0, fields.size() / yields),
                elapsed(asked),
                Math.toIntExact(asked.charge().cents()),
                asked.charge().repeated(),
                completedAt(asked),
                found.fetchedAt().toString(),
                CallKey.sha256(raw),
                null,
                party.profile(),
                party.entityData());
    }

    private static Settled failed(Asked asked, Answer answer, @Nullable String document) {
        Execution execution = new Execution(
                asked.question().definition().code(),
                asked.question().executionId(),
                asked.cached(),
                List.of(),
                0,
                elapsed(asked),
                Math.toIntExact(asked.charge().cents()),
                asked.charge().repeated(),
                completedAt(asked),
                null,
                null,
                Execution.Failure.of(answer),
                null,
                null);
        return new Settled(execution, document, answer);
    }

    private static long elapsed(Asked asked) {
        return Duration.between(asked.start(), asked.end()).toMillis();
    }

    private static String completedAt(Asked asked) {
        return asked.end().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
