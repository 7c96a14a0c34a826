package io.freshet.enrichment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked and what came of it; found again when a command comes twice. */
public interface CallJournal {

    /** The executions of a node of a job, by provider. */
    Map<String, Execution> find(String jobId, String nodeId);

    /** Where an execution that succeeded stands; {@code jobId} is the job that called the provider, or adopted it before. */
    record Earlier(String jobId, Execution execution) {}

    /**
     * What succeeded for a node in one of several jobs of a tenant, by provider, and beside it who had nothing to say; of
     * several executions the one of the job that is named first.
     */
    Map<String, Earlier> findSucceeded(List<String> jobIds, String nodeId, String tenantId);

    /**
     * Keeps an execution of another job under this one, with the document of the earlier one, unless one is there already.
     *
     * @param execution what this job says of it
     */
    void adopt(String jobId, String nodeId, Execution execution, Earlier earlier);

    /**
     * Keeps an execution, unless one is there already.
     *
     * @param document raw JSON; null when nothing was found
     */
    void keep(String jobId, String nodeId, String tenantId, Execution execution, @Nullable String document);
}
