package io.freshet.gateway.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where a transaction leaves what is to be told when it is committed. */
public interface Outbox {

    /**
     * Writes the messages within the transaction of {@code connection}.
     *
     * @return the rows, to be given to {@link #committed} after the commit and to be forgotten after a rollback
     */
    List<OutboxRow> append(Connection connection, List<OutboxMessage> messages) throws SQLException;

    /** Hands committed rows to the producer; never blocks on the broker. What is not handed over is swept up later. */
    void committed(List<OutboxRow> rows);
}
