package io.freshet.ownership.tree;

import io.freshet.core.NormalizedProfile.Role;
import io.freshet.core.NormalizedProfile.Share;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one register says that somebody holds of the company that was asked about.
 *
 * @param percentage null when the register does not tell
 * @param since ISO 8601 date
 * @param until ISO 8601 date; present when the holding has ceased
 * @param executionId the provider call that reported it
 */
public record Holding(
        Party owner,
        @Nullable Share percentage,
        @Nullable Share voting,
        @Nullable Role role,
        @Nullable String since,
        @Nullable String until,
        @Nullable String executionId) {

    /**
     * Largest first, by upper bound; unknown shares after known ones and ceased holdings last. The remaining fields only
     * make the order total, so that it does not depend on the order in which a register lists the holders.
     */
    static final Comparator<Holding> LARGEST_FIRST = Comparator.comparing(Holding::ceased)
            .thenComparing(Comparator.comparingDouble((Holding holding) -> upper(holding.percentage))
                    .reversed())
            .thenComparing(Comparator.comparingDouble((Holding holding) -> lower(holding.percentage))
                    .reversed())
            .thenComparing(text(holding -> holding.owner.name()))
            .thenComparing(text(holding -> holding.owner.toString()))
            .thenComparing(text(Holding::toString));

    /** A ceased holding is shown and counts for nothing. */
    public boolean ceased() {
        return until != null;
    }

    static double lower(@Nullable Share share) {
        return share == null ? -1 : share.min();
    }

    private static double upper(@Nullable Share share) {
        return share == null ? -1 : share.max();
    }

    private static Comparator<Holding> text(Function<Holding, @Nullable String> field) {
        return Comparator.comparing(holding -> {
            String value = field.apply(holding);
            return value == null ? "" : value;
        });
    }
}
