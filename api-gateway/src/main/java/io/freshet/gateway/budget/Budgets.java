package io.freshet.gateway.budget;

import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Shows and changes what a tenant may spend. */
@Singleton
public final class Budgets {

    private final Transactions transactions;
    private final BudgetRepository budgets;
    private final Clock clock;

    Budgets(Transactions transactions, BudgetRepository budgets, Clock clock) {
        this.transactions = transactions;
        this.budgets = budgets;
        this.clock = clock;
    }

    /**
     * A budget and what is spent of it.
     *
     * @param day today in UTC
     * @param spentCents what the calls have cost of which jobs have told today; calls that are under way are not among it
     */
    public record Standing(DailyBudget budget, LocalDate day, long spentCents) {}

    /** What became of a change. */
    public sealed interface Outcome {}

    /** It holds for jobs that are accepted from now on. */
    public record Done(Standing standing) implements Outcome {}

    /** The budget is not the one that the caller has seen; {@code etag} is that of what is there. */
    public record Stale(String etag) implements Outcome {}

    public Standing show(UUID tenantId) {
        return standing(tenantId, budgets.find(tenantId));
    }

    /**
     * Replaces the budget. To say again what holds changes nothing.
     *
     * @param expected whether the caller has seen the budget with this ETag
     */
    public Outcome change(
            UUID tenantId, @Nullable Long softCents, @Nullable Long hardCents, Predicate<String> expected) {
        return transactions.write(() -> {
            DailyBudget before = budgets.lock(tenantId);
            if (!expected.test(before.etag())) {
                return new Stale(before.etag());
            }
            DailyBudget next = new DailyBudget(softCents, hardCents, before.version() + 1);
            if (Objects.equals(before.softCents(), softCents) && Objects.equals(before.hardCents(), hardCents)) {
                next = before;
            } else {
                budgets.write(tenantId, next, clock.instant());
            }
            return new Done(standing(tenantId, next));
        });
    }

    private Standing standing(UUID tenantId, DailyBudget budget) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        long spent = budgets.spent(tenantId, day.atStartOfDay(ZoneOffset.UTC).toInstant());
        return new Standing(budget, day, spent);
    }
}
