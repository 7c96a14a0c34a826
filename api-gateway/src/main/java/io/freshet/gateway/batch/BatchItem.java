package io.freshet.gateway.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entity of a batch.
 *
 * @param position order of the request, from 0
 * @param jobId the refresh of the entity; with {@link ItemStatus#CONFLICT} the one that stood in the way
 * @param joined whether the refresh ran already when the item's turn came
 * @param error code and message of an outcome that is none of success
 */
public record BatchItem(
        int position,
        UUID entityId,
        ItemStatus status,
        @Nullable UUID jobId,
        boolean joined,
        @Nullable JsonNode error) {}
