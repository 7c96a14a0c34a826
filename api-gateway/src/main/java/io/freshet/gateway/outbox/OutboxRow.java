package io.freshet.gateway.outbox;

import java.util.Map;

/** A row of the outbox, its value already in the Confluent wire format. */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; the bytes go straight to the producer.
public record OutboxRow(long outboxId, String topic, String key, Map<String, String> headers, byte[] value) {}
