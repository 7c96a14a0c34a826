package io.freshet.gateway.marketplace;

import java.util.Map;
import java.util.UUID;

/** What tenants set for providers. */
public interface TenantParameterRepository {

    /** Code of a provider to name to value; without those for which nothing is set. */
    Map<String, Map<String, String>> find(UUID tenantId);

    /** Sets all parameters of a provider; an empty map unsets them. */
    void write(UUID tenantId, String code, Map<String, String> parameters);
}
