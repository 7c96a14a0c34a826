package io.freshet.enrichment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.NormalizedProfile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking one provider for one node of a job, as the journal keeps it.
 *
 * @param executionId name-based UUID of job, node and provider
 * @param fieldsEnriched top-level keys of the profile
 * @param completeness share of what the provider yields that was there, 0 to 1
 * @param executionTimeMs from asking to the outcome
 * @param costCents what the job was charged for the call, its repetitions included
 * @param repeated calls made again because a worker died before their answer was stored
 * @param completedAt ISO 8601 instant of the outcome; null when nobody was asked
 * @param fetchedAt ISO 8601 instant
 * @param documentHash lower-case hex SHA-256 of the raw document
 * @param profile JSON of the normalized profile; null when nothing was found
 * @param entityData JSON of the basic data; null when the provider maps none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Execution(
        String provider,
        String executionId,
        boolean fromCache,
        List<String> fieldsEnriched,
        double completeness,
        long executionTimeMs,
        int costCents,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int repeated,
        @Nullable String completedAt,
        @Nullable String fetchedAt,
        @Nullable String documentHash,
        @Nullable Failure failure,
        @Nullable JsonNode profile,
        @Nullable JsonNode entityData) {

    public Execution {
        fieldsEnriched = List.copyOf(fieldsEnriched);
    }

    /** When the provider was asked; null when nobody was. */
    public @Nullable Instant startedAt() {
        return completedAt == null ? null : Instant.parse(completedAt).minusMillis(executionTimeMs);
    }

    /** The same outcome in a job that did not need to ask again: like an answer of the cache it costs nothing. */
    Execution reused(String newExecutionId, Instant at) {
        return new Execution(
                provider,
                newExecutionId,
                true,
                fieldsEnriched,
                completeness,
                0,
                0,
                0,
                at.truncatedTo(ChronoUnit.MILLIS).toString(),
                fetchedAt,
                documentHash,
                failure,
                profile,
                entityData);
    }

    public boolean success() {
        return failure == null;
    }

    /** Whether the provider knows the party: a screening says whom lists name, not that the party is there. */
    public boolean knowsTheParty() {
        return success() && !fieldsEnriched.equals(List.of(NormalizedProfile.SCREENING));
    }

    /** Whether the provider knows no such party, or takes none of its identifiers: nothing went wrong where another has answered. */
    public boolean hasNothingToSay() {
        return failure != null
                && (failure.category().equals("not_found") || failure.category().equals("validation"));
    }

    /** Why there is nothing; codes and categories as in {@code docs/errors.md}. */
    public record Failure(
            String code,
            String message,
            String category,
            boolean retryable,
            @Nullable Integer statusCode) {

        static Failure of(Answer answer) {
            return switch (answer) {
                case Answer.Found found -> throw new IllegalArgumentException("found is no failure");
                case Answer.NotFound none ->
                    new Failure("SUBJECT_NOT_FOUND", "The provider knows no such party.", "not_found", false, 404);
                case Answer.Throttled throttled ->
                    new Failure(
                            "PROVIDER_THROTTLED", "The provider takes no more calls for now.", "throttled", true, 429);
                case Answer.Unavailable unavailable -> unavailable(unavailable);
                case Answer.NotCalled held -> held(held.hold());
                case Answer.Rejected rejected -> rejected(rejected);
                case Answer.Unmappable unmappable ->
                    new Failure(
                            "RESPONSE_UNMAPPABLE",
                            "The answer cannot be read: " + unmappable.detail() + ".",
                            "mapping",
                            false,
                            null);
            };
        }

        private static Failure held(Answer.Hold hold) {
            return switch (hold) {
                case BUSY ->
                    new Failure(
                            "PROVIDER_THROTTLED",
                            "The limit of calls to the provider left none before the deadline.",
                            "throttled",
                            true,
                            429);
                case CIRCUIT_OPEN -> circuitOpen("The provider failed too often of late.");
                case PAUSED -> circuitOpen("The provider is paused by an operator.");
                case FORCED_OPEN -> circuitOpen("The provider is taken out of use by an operator.");
                case BUDGET ->
                    new Failure(
                            "BUDGET_EXCEEDED",
                            "The organization's budget of the day is used up.",
                            "configuration",
                            false,
                            null);
            };
        }

        private static Failure circuitOpen(String message) {
            return new Failure("CIRCUIT_OPEN", message, "provider_error", true, null);
        }

        private static Failure rejected(Answer.Rejected answer) {
            Integer status = answer.status() == 0 ? null : answer.status();
            return switch (answer.refusal()) {
                case PROVIDER -> rejected("The provider refuses this call.", "provider_error", status);
                case SUBJECT ->
                    rejected("The provider cannot be asked with what is known or given.", "validation", status);
                case CONFIGURATION ->
                    rejected("The worker has no credential that the provider takes.", "configuration", status);
            };
        }

        private static Failure rejected(String message, String category, @Nullable Integer status) {
            return new Failure("PROVIDER_REJECTED", message, category, false, status);
        }

        private static Failure unavailable(Answer.Unavailable answer) {
            return switch (answer.reason()) {
                case TIMEOUT ->
                    new Failure("PROVIDER_TIMEOUT", "The provider did not answer in time.", "timeout", true, 504);
                case UNREACHABLE ->
                    new Failure("PROVIDER_UNREACHABLE", "The provider cannot be reached.", "network", true, 502);
                case SERVER_ERROR ->
                    new Failure("PROVIDER_HTTP_ERROR", "The provider failed.", "provider_error", true, answer.status());
            };
        }
    }
}
