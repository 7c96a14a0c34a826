package io.freshet.gateway.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.refresh.RefreshCommand;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tenants set for providers, on PostgreSQL and Kafka. */
@ExtendWith(SharedGateway.class)
class TenantParametersIT {

    private final RunningGateway gateway;
    private final TenantParameterRepository parameters;
    private final Tenant tenant;

    TenantParametersIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.parameters = gateway.bean(TenantParameterRepository.class);
        this.tenant = Tenant.make(gateway);
    }

    @Test
    void shouldGoWithEveryJobThatIsAcceptedFromNowOn() {
        assertThat(carried(tenant.start(0))).isEmpty();

        parameters.write(tenant.tenantId(), "a_provider", Map.of("scope", "sanctions", "limit", "5"));
        parameters.write(tenant.tenantId(), "another", Map.of("scope", "é"));
        assertThat(carried(tenant.start(0)))
                .isEqualTo(Map.of(
                        "a_provider", Map.of("scope", "sanctions", "limit", "5"), "another", Map.of("scope", "é")));

        parameters.write(tenant.tenantId(), "a_provider", Map.of());
        assertThat(carried(tenant.start(0))).isEqualTo(Map.of("another", Map.of("scope", "é")));
    }

    @Test
    void shouldBeUnknownToOtherTenants() {
        parameters.write(tenant.tenantId(), "a_provider", Map.of("scope", "sanctions"));
        assertThat(parameters.find(Tenant.make(gateway).tenantId())).isEmpty();
    }

    private Map<String, Map<String, String>> carried(RefreshCommand job) {
        return gateway.enrichmentCommand(job).getContext().getProviderParameters();
    }
}
