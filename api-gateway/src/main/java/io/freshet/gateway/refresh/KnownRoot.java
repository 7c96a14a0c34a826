package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the root, for a slip that asks nobody about it.
 *
 * @param sources whom the profile comes from
 * @param profile JSON of core's NormalizedProfile; null when nothing is known
 * @param providerDocuments provider code to that provider's own profile; null when they are not known
 * @param ownership the last tree as the rules see it; null when there is none
 * @param at when the job was planned
 */
public record KnownRoot(
        List<Source> sources,
        @Nullable JsonNode profile,
        @Nullable JsonNode providerDocuments,
        @Nullable JsonNode ownership,
        Instant at) {

    public KnownRoot {
        sources = List.copyOf(sources);
    }

    /** A provider and the execution that it answered in. */
    public record Source(String provider, String executionId) {}
}
