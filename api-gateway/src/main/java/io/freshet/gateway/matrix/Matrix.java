package io.freshet.gateway.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.outbox.OutboxMessage;
import java.util.UUID;

/**
 * A risk matrix at one version; told to the rules workers as it is.
 *
 * @param document as {@code docs/rules.md} describes it
 */
public record Matrix(UUID tenantId, UUID matrixId, int version, JsonNode document) implements OutboxMessage {}
