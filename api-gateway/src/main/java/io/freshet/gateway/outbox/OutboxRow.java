package io.freshet.gateway.outbox;

/** A record in the outbox; ids grow in the order of writing. */
public record OutboxRow(long outboxId, OutboxRecord record) {}
