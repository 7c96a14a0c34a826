package io.freshet.gateway.budget.messaging;

import io.freshet.gateway.budget.BudgetRepository;
import io.freshet.schemas.DailyBudget;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Budgets as jobs carry them. */
@Singleton
public final class AvroBudgets {

    private final BudgetRepository budgets;

    AvroBudgets(BudgetRepository budgets) {
        this.budgets = budgets;
    }

    /** The tenant's budget as it is now; null when it limits nothing. */
    public @Nullable DailyBudget of(UUID tenantId) {
        io.freshet.gateway.budget.DailyBudget budget = budgets.find(tenantId);
        return budget.limits() ? new DailyBudget(budget.softCents(), budget.hardCents()) : null;
    }
}
