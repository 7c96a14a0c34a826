package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one provider is asked for one node.
 *
 * @param doubt an earlier beginning of the same call that has no outcome; null when there is none
 */
public record Question(
        ProviderDefinition definition,
        Subject subject,
        CallId call,
        String executionId,
        Terms terms,
        CallJournal.@Nullable Doubt doubt) {

    /**
     * On what terms a job asks.
     *
     * @param skipCache whether nothing will do that was known before the job
     * @param bulk whether it yields to others
     * @param deadline when the answer is of no use any more
     */
    public record Terms(boolean skipCache, boolean bulk, Instant deadline, CallLedger.Budget budget) {}

    CallKey key() {
        return CallKey.of(definition, subject);
    }
}
