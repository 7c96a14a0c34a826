package io.freshet.gateway.entity.http;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * An entity after an upsert.
 *
 * @param success always true
 * @param operation what was done
 * @param data the entity
 */
record EntityUpserted(
        boolean success,
        @Schema(allowableValues = {"created", "updated"}) String operation,
        EntityShown.Data data) {}
