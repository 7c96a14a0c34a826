package io.freshet.gateway.budget.http;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an organization may spend on provider calls per day (UTC), as {@link BudgetController} reads it.
 *
 * @param dailySoftCents from here on it is told, once a day; absent or null for never. At most `dailyHardCents`
 * @param dailyHardCents calls that would cost more fail with `BUDGET_EXCEEDED`; absent or null for no bound
 */
record BudgetBody(
        @Schema(minimum = "0", maximum = "1000000000") @Nullable
        Integer dailySoftCents,

        @Schema(minimum = "0", maximum = "1000000000") @Nullable
        Integer dailyHardCents) {}
