package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A holding between two entities, seen from one of them.
 *
 * @param counterpartOwns whether the counterpart is the owner
 * @param detail {@code {percentage {min, max}, voting {min, max}, roleCode, roleLabel, since, until, sourceExecutionId}}
 * @param jobId the job that found it last
 */
public record Relationship(
        UUID relationshipId,
        boolean counterpartOwns,
        Counterpart counterpart,
        JsonNode detail,
        UUID jobId,
        Instant updatedAt) {

    /** The entity at the other end. */
    public record Counterpart(
            UUID entityId,
            String type,
            @Nullable String name,
            @Nullable String country,
            @Nullable String taxId,
            String status) {}

    /** Which holdings of an entity are meant: those in it, those of it, or both. */
    public enum Direction {
        OWNERS,
        OWNED,
        BOTH
    }
}
