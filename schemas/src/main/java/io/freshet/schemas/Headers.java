package io.freshet.schemas;

/** Names of the headers that every record of a stage carries; values are UTF-8 text. */
public final class Headers {

    /** UUID, the same for every duplicate of the record. */
    public static final String MESSAGE_ID = "message-id";

    public static final String JOB_ID = "job-id";
    public static final String TENANT_ID = "tenant-id";

    /** {@code ENRICH}, {@code OWNERSHIP}, {@code RULES} or {@code DONE}: who acts on the record. Others skip it undecoded. */
    public static final String NEXT_STAGE = "next-stage";

    /** Value of {@link #NEXT_STAGE} when the slip is at its end. */
    public static final String DONE = "DONE";

    /** Milliseconds since 1970; after it nothing is retried. */
    public static final String DEADLINE = "deadline";

    /** How often the record was handed to a handler before: 0, 1, 2 … */
    public static final String ATTEMPT = "attempt";

    /** {@code interactive} or {@code bulk}. */
    public static final String PRIORITY = "priority";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** On retry tiers and dead letters: topic, partition and offset the record came from, and why it is here. */
    public static final String ORIGIN_TOPIC = "origin-topic";

    public static final String ORIGIN_PARTITION = "origin-partition";
    public static final String ORIGIN_OFFSET = "origin-offset";

    /** On retry tiers: milliseconds since 1970 of the next attempt. */
    public static final String DUE = "due";

    /** On dead letters: a code of {@code docs/errors.md}. */
    public static final String ERROR_CODE = "error-code";

    /** On retry tiers and dead letters: the reason, without personal data. */
    public static final String ERROR_REASON = "error-reason";

    private Headers() {}
}
