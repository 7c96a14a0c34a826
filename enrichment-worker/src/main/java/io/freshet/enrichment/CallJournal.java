package io.freshet.enrichment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was asked and what came of it; found again when a command comes twice. */
public interface CallJournal {

    /**
     * What is known of a node of a job, by provider.
     *
     * @param doubts calls that have begun, and have no outcome
     */
    record Known(Map<String, Execution> executions, Map<String, Doubt> doubts) {
        public Known {
            executions = Map.copyOf(executions);
            doubts = Map.copyOf(doubts);
        }
    }

    /** A call of which nobody knows whether the provider has answered it. */
    record Doubt(Instant begunAt, long paidCents, int repeated) {}

    /** What is known of a node of a job. */
    Known find(String jobId, String nodeId);

    /** Where an execution that succeeded stands; {@code jobId} is the job that called the provider, or adopted it before. */
    record Earlier(String jobId, Execution execution) {}

    /**
     * What succeeded for a node in one of several jobs of a tenant, by provider, and who had nothing to say where another one knows the
     * party; of several executions the one of the job that is named first.
     */
    Map<String, Earlier> findSucceeded(List<String> jobIds, String nodeId, String tenantId);

    /**
     * Keeps an execution of another job under this one, with the document of the earlier one, unless one is there already.
     *
     * @param execution what this job says of it
     */
    void adopt(String jobId, String nodeId, Execution execution, Earlier earlier);

    /**
     * What is to be kept together.
     *
     * @param document raw JSON, or what could not be read; null when there is none
     * @param flight the call that was made for all, with its answer; empty when none was
     */
    record Entry(CallId call, Execution execution, @Nullable String document, Optional<Landing> flight) {}

    /** An answer for all who wait for it; it is cached for {@code ttl} when it is found or not found and may be. */
    record Landing(CallKey key, Answer answer, Instant begunAt, Duration ttl) {}

    /**
     * Keeps an outcome, unless one is there already; the call is under way no more. All of it or nothing.
     *
     * @return the outcome that is kept
     */
    Execution keep(Entry entry);
}
