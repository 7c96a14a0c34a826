package io.freshet.gateway.budget;

import org.jspecify.annotations.Nullable;

/**
 * What a tenant may spend on provider calls per day (UTC). The enrichment workers keep it; a job carries it as it was when the job
 * was accepted.
 *
 * @param softCents from here on the tenant is told, once a day; null when it does not want that
 * @param hardCents never more than this: calls that would cost more fail with {@code BUDGET_EXCEEDED}; null when nothing bounds it
 * @param version grows with every change; the ETag
 */
public record DailyBudget(
        @Nullable Long softCents, @Nullable Long hardCents, long version) {

    /** Of a tenant that has not set any. */
    public static final DailyBudget NONE = new DailyBudget(null, null, 0);

    public String etag() {
        return "\"" + version + "\"";
    }

    /** Whether it bounds or tells anything. */
    public boolean limits() {
        return softCents != null || hardCents != null;
    }
}
