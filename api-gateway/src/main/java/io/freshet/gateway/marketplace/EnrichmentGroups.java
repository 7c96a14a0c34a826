package io.freshet.gateway.marketplace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a tenant's groups of providers stand for. */
public interface EnrichmentGroups {

    /**
     * The codes of groups.
     *
     * @param refs slugs or UUIDs, these in any case
     * @return by reference as given, the codes in the group's order; a reference that nothing answers to is absent
     */
    Map<String, List<String>> codesOf(UUID tenantId, Collection<String> refs);
}
