package io.freshet.gateway.outbox;

import java.util.List;

/** Where a transaction leaves what is to be told when it is committed. */
public interface Outbox {

    /**
     * The record of a message, for who wants to keep it.
     *
     * @throws io.freshet.gateway.failure.PartAwayException when the schema registry is away
     */
    OutboxRecord encode(OutboxMessage message);

    /**
     * Writes records within the running transaction. After its commit they go to the relay, in this order; after a rollback
     * they are forgotten.
     *
     * @throws IllegalStateException outside a transaction
     */
    void append(List<OutboxRecord> records);

    /** Encodes messages and appends them. */
    default void tell(List<? extends OutboxMessage> messages) {
        append(messages.stream().map(this::encode).toList());
    }
}
