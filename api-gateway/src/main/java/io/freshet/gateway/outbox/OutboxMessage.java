package io.freshet.gateway.outbox;

/**
 * Something to be told once the transaction that makes it true is committed. A feature declares its own and has one
 * {@link OutboxEncoder} for it in its {@code messaging} package.
 */
public interface OutboxMessage {}
