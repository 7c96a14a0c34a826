package io.freshet.gateway.outbox;

import java.util.List;

/** Sends committed rows and removes those that the broker has. */
public interface OutboxRelay {

    /**
     * Takes committed rows; never blocks on the broker. A row already on its way is not sent twice; one that cannot be taken
     * stays in the table, where {@link OutboxSweeper} finds it.
     */
    void send(List<OutboxRow> rows);
}
