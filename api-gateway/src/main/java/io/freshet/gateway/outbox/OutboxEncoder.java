package io.freshet.gateway.outbox;

import java.util.Optional;

/** Makes a record of one kind of message. */
public interface OutboxEncoder {

    /**
     * The record of a message, with a message id that is the same whenever the same thing is told again.
     *
     * @return empty when the message is another encoder's
     * @throws io.freshet.gateway.failure.PartAwayException when the schema registry is away
     */
    Optional<OutboxRecord> encode(OutboxMessage message);
}
