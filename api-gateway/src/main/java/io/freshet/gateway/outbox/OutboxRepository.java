package io.freshet.gateway.outbox;

import java.time.Duration;
import java.util.List;

/** The rows of the outbox. */
public interface OutboxRepository {

    /**
     * Inserts records within the running transaction.
     *
     * @return their rows in the same order
     */
    List<OutboxRow> insert(List<OutboxRecord> records);

    /** Removes rows that the broker has. */
    void delete(List<Long> ids);

    /** The oldest rows that have waited at least {@code age}, in the order in which they were written. */
    List<OutboxRow> olderThan(Duration age, int limit);
}
