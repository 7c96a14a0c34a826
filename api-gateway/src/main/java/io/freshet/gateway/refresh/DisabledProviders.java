package io.freshet.gateway.refresh;

import java.util.Set;
import java.util.UUID;

/** The providers that a tenant may not call; whatever is not named here is enabled. */
public interface DisabledProviders {

    Set<String> of(UUID tenantId);
}
