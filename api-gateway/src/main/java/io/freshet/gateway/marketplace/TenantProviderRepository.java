package io.freshet.gateway.marketplace;

import java.util.Set;
import java.util.UUID;

/** Which providers a tenant has switched off; whatever is not named here is enabled. */
public interface TenantProviderRepository {

    Set<String> disabled(UUID tenantId);

    void write(UUID tenantId, String code, boolean enabled);
}
