package io.freshet.gateway.entity.history;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that changed.
 *
 * @param path JSON Pointer into the entity as the REST API shows it; a list changes as a whole
 * @param before JSON null where there was nothing
 * @param after JSON null where there is nothing left
 */
public record Change(String path, JsonNode before, JsonNode after) {}
