package io.freshet.gateway.refresh;

/** What the operator may set of refreshes. */
public interface RefreshParameters {

    /** How long an interactive refresh may take. */
    int interactiveDeadlineSeconds();

    /** How long a bulk refresh may take. */
    int bulkDeadlineSeconds();
}
