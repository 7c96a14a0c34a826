package io.freshet.gateway.budget;

import java.time.Instant;
import java.util.UUID;

/** The budgets of the tenants, and what they have spent. */
public interface BudgetRepository {

    /** The tenant's budget; {@link DailyBudget#NONE} when it has set none. */
    DailyBudget find(UUID tenantId);

    /** As {@link #find}; other changes of it wait until this transaction is over. */
    DailyBudget lock(UUID tenantId);

    void write(UUID tenantId, DailyBudget budget, Instant at);

    /** Cents that the calls have cost of which the tenant's jobs have told since {@code from}. */
    long spent(UUID tenantId, Instant from);
}
