package io.freshet.schemas;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The headers of a job's records. */
public final class JobHeaders {

    private JobHeaders() {}

    /**
     * Headers of a record that concerns one node of a job. The message id is a function of its arguments, so that doing
     * the work again gives the same record.
     *
     * @param kind name of the record type
     * @param nodeId {@code root} or a party key
     * @param nextStage name of the stage that acts on the record, or {@link Headers#DONE}
     */
    public static Map<String, String> of(JobContext context, String kind, String nodeId, String nextStage) {
        Map<String, String> headers = new HashMap<>();
        headers.put(
                Headers.MESSAGE_ID, messageId(context.getJobId(), kind, nodeId).toString());
        headers.put(Headers.JOB_ID, context.getJobId());
        headers.put(Headers.TENANT_ID, context.getTenantId());
        headers.put(Headers.NEXT_STAGE, nextStage);
        headers.put(Headers.DEADLINE, Long.toString(context.getDeadline().toEpochMilli()));
        headers.put(Headers.PRIORITY, context.getBulk() ? "bulk" : "interactive");
        return headers;
    }

    /** A name-based UUID (version 3) of job, kind and node. */
    public static UUID messageId(String jobId, String kind, String nodeId) {
        return UUID.nameUUIDFromBytes((jobId + '\n' + kind + '\n' + nodeId).getBytes(StandardCharsets.UTF_8));
    }
}
