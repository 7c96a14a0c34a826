package io.freshet.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.projection.KnowledgeRepository;
import io.freshet.gateway.projection.ProviderExecution;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.schemas.DailyBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tenants may spend, on PostgreSQL and Kafka. */
@ExtendWith(SharedGateway.class)
class BudgetsIT {

    private final RunningGateway gateway;
    private final Budgets budgets;
    private final Tenant tenant;

    BudgetsIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.budgets = gateway.bean(Budgets.class);
        this.tenant = Tenant.make(gateway);
    }

    @Test
    void shouldGoWithEveryJobThatIsAcceptedFromNowOn() {
        assertThat(carried(tenant.start(0))).isNull();

        budgets.change(tenant.tenantId(), 100L, 200L, etag -> true);
        assertThat(carried(tenant.start(0))).isEqualTo(new DailyBudget(100L, 200L));

        budgets.change(tenant.tenantId(), null, 0L, etag -> true);
        assertThat(carried(tenant.start(1))).isEqualTo(new DailyBudget(null, 0L));

        budgets.change(tenant.tenantId(), null, null, etag -> true);
        assertThat(carried(tenant.start(0))).isNull();
    }

    @Test
    void shouldChangeNothingWhenTheBudgetIsNotTheOneThatWasSeen() {
        Budgets.Done first = (Budgets.Done) budgets.change(tenant.tenantId(), 1L, 2L, "\"0\""::equals);
        assertThat(first.standing().budget().version()).isEqualTo(1);

        assertThat(budgets.change(tenant.tenantId(), 3L, 4L, "\"0\""::equals)).isEqualTo(new Budgets.Stale("\"1\""));
        assertThat(budgets.show(tenant.tenantId()).budget())
                .isEqualTo(new io.freshet.gateway.budget.DailyBudget(1L, 2L, 1));
        assertThat(budgets.show(Tenant.make(gateway).tenantId()).budget())
                .isEqualTo(io.freshet.gateway.budget.DailyBudget.NONE);
    }

    @Test
    void shouldCountWhatTheTenantsOwnCallsHaveCostToday() {
        Instant now = Instant.now();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        Tenant other = Tenant.make(gateway);
        spend(tenant, 7, now);
        spend(tenant, 5, midnight);
        spend(tenant, 90, midnight.minus(Duration.ofMillis(1)));
        spend(other, 1_000, now);

        assertThat(budgets.show(tenant.tenantId()).spentCents()).isEqualTo(12);
    }

    private void spend(Tenant by, int cents, Instant at) {
        Entity entity = by.company();
        gateway.bean(KnowledgeRepository.class)
                .addExecutions(List.of(new ProviderExecution(
                        UUID.randomUUID(),
                        by.tenantId(),
                        entity.entityId(),
                        UUID.randomUUID(),
                        true,
                        RunningGateway.PROVIDER,
                        false,
                        cents,
                        0,
                        10,
                        null,
                        at)));
    }

    private @Nullable DailyBudget carried(RefreshCommand job) {
        return gateway.enrichmentCommand(job).getContext().getDailyBudget();
    }
}
