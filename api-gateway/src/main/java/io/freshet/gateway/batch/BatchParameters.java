package io.freshet.gateway.batch;

/** What the operator may set of batches. */
public interface BatchParameters {

    /** How many refreshes of batches one tenant may have running at a time. */
    int batchInFlight();
}
