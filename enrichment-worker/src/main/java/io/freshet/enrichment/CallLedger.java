package io.freshet.enrichment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which calls have begun, and what they cost whom. */
public interface CallLedger {

    /** What a tenant may spend per day of UTC, cents; null is without bound. */
    record Budget(@Nullable Long softCents, @Nullable Long hardCents) {

        /** Without bounds. */
        public static final Budget NONE = new Budget(null, null);
    }

    /** How a call began. */
    sealed interface Begin {}

    /**
     * It is written down, and paid for.
     *
     * @param paidCents charged for this call until now, the repetitions included
     * @param repeated how often it has begun again while it was in doubt
     */
    record Begun(long paidCents, int repeated) implements Begin {}

    /** The tenant's budget has no room for it. */
    record OverBudget() implements Begin {}

    /** A limit that a tenant's spend has reached. */
    record Reached(LocalDate day, boolean hard, long spentCents, long limitCents, Instant at) {}

    /**
     * Writes down that a call begins and charges the tenant, in one step: whatever calls begin at the same time, the tenant's
     * day is never charged above the hard limit.
     *
     * @param cents price of the call
     */
    Begin begin(CallId call, int cents, Budget budget);

    /**
     * Writes down that no call is under way any more although there is no outcome.
     *
     * @param returnedCents given back to the tenant
     */
    void rest(CallId call, int returnedCents);

    /**
     * The limits that the tenant has reached and that only {@code teller} tells of: of each day and level one teller alone,
     * who gets the same again when it comes again.
     */
    List<Reached> reached(String tenantId, String teller);
}
