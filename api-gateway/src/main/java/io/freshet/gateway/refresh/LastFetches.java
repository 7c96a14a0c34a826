package io.freshet.gateway.refresh;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** When the documents that a tenant knows of an entity left their providers. */
public interface LastFetches {

    /** The latest time by provider code; a provider that has told nothing is absent. */
    Map<String, Instant> of(UUID tenantId, UUID entityId);
}
