package io.freshet.enrichment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked and what came of it; found again when a command comes twice. */
public interface CallJournal {

    /** The executions of a node of a job, by provider. */
    Map<String, Execution> find(String jobId, String nodeId);

    /**
     * Keeps an execution, unless one is there already.
     *
     * @param document raw JSON; null when nothing was found
     */
    void keep(String jobId, String nodeId, String tenantId, Execution execution, @Nullable String document);
}
