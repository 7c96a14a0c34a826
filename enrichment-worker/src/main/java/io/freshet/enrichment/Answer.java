package io.freshet.enrichment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a provider answered, in words that know no HTTP. */
public sealed interface Answer {

    /** The provider's document. */
    record Found(JsonNode document, Instant fetchedAt) implements Answer {}

    /** The provider knows no such party. */
    record NotFound(Instant fetchedAt) implements Answer {}

    /** Too many calls; not before {@code retryAfter}. */
    record Throttled(Duration retryAfter) implements Answer {}

    /** No usable answer now. */
    record Unavailable(Reason reason, int status) implements Answer {}

    /** This call is refused; trying again does not help. The status is 0 when nothing was sent. */
    record Rejected(Refusal refusal, int status) implements Answer {}

    /**
     * An answer that is not the provider's document. The detail names no value of it.
     *
     * @param body what came, for the operator, at most {@value #MOST_KEPT} characters of it; null when there is nothing to show
     */
    record Unmappable(String detail, @Nullable String body) implements Answer {

        /** Characters of a body that are kept. */
        public static final int MOST_KEPT = 65_536;

        /** Without a body. */
        public Unmappable(String detail) {
            this(detail, null);
        }

        /** As much of a text as is kept. */
        public static String bounded(String text) {
            return text.length() <= MOST_KEPT ? text : text.substring(0, MOST_KEPT);
        }
    }

    /** Nothing was sent, by our own decision; there may be room after {@code retryAfter}. */
    record NotCalled(Hold hold, Duration retryAfter) implements Answer {}

    /** What keeps a call back. */
    enum Hold {
        /** The provider's limits are used up by other calls. */
        BUSY,
        /** It failed too often of late. */
        CIRCUIT_OPEN,
        /** An operator lets it wait. */
        PAUSED,
        /** An operator lets it fail. */
        FORCED_OPEN,
        /** The tenant's daily budget is used up. */
        BUDGET
    }

    /** Why a call is refused. */
    enum Refusal {
        /** The provider says so. */
        PROVIDER,
        /** The subject, or a parameter, is not what the provider can be asked with. */
        SUBJECT,
        /** The worker lacks the credential, or it cannot be sent. */
        CONFIGURATION
    }

    /** Why there was no usable answer. */
    enum Reason {
        TIMEOUT,
        UNREACHABLE,
        SERVER_ERROR
    }
}
