package io.freshet.gateway.budget.http;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an organization may spend on provider calls, and what it has spent today.
 *
 * @param success always true
 * @param data the budget
 */
record BudgetShown(boolean success, Data data) {

    /**
     * A budget.
     *
     * @param dailySoftCents from here on the organization is told, once a day
     * @param dailyHardCents calls that would cost more fail with `BUDGET_EXCEEDED`
     * @param day today in UTC
     * @param spentCents what the calls have cost of which refreshes have told today; calls that are under way are not among it
     * @param version grows with every change; the ETag
     */
    @Schema(name = "Budget")
    record Data(
            @Nullable Long dailySoftCents,
            @Nullable Long dailyHardCents,

            @Schema(format = "date") String day,
            long spentCents,
            long version) {}
}
