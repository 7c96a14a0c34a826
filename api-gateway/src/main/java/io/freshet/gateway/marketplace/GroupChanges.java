package io.freshet.gateway.marketplace;

import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, replaces and deletes groups. */
@Singleton
public final class GroupChanges {

    private final Transactions transactions;
    private final EnrichmentGroupRepository groups;
    private final Clock clock;

    GroupChanges(Transactions transactions, EnrichmentGroupRepository groups, Clock clock) {
        this.transactions = transactions;
        this.groups = groups;
        this.clock = clock;
    }

    /** What became of a change. */
    public sealed interface Outcome {}

    /** It is done; this is the group now, or was before it was deleted. */
    public record Done(EnrichmentGroup group) implements Outcome {}

    /** Another group of the tenant has the slug. */
    public record SlugTaken(String slug) implements Outcome {}

    /** Nothing to say to the name gives a slug. */
    public record NoSlug() implements Outcome {}

    /** The tenant has no such group. */
    public record Missing() implements Outcome {}

    /** The group is not the one that the caller has seen. */
    public record Changed() implements Outcome {}

    public Outcome create(UUID tenantId, GroupRequest request) {
        Optional<String> slug = Optional.ofNullable(request.slug()).or(() -> Slugs.of(request.name()));
        if (slug.isEmpty()) {
            return new NoSlug();
        }
        Instant now = now();
        EnrichmentGroup group = new EnrichmentGroup(
                UUID.randomUUID(),
                tenantId,
                slug.get(),
                request.name(),
                request.description(),
                request.codes(),
                1,
                now,
                now);
        return transactions.write(() -> {
            groups.lockSlugs(tenantId);
            return groups.insert(group) ? new Done(group) : new SlugTaken(group.slug());
        });
    }

    /**
     * Replaces a group; it keeps its slug when the request names none, for others may refer to it.
     *
     * @param ref slug or UUID
     * @param etag what the caller has seen; null or {@code *} when that does not matter
     */
    public Outcome replace(UUID tenantId, String ref, @Nullable String etag, GroupRequest request) {
        return transactions.write(() -> seen(tenantId, ref, etag, group -> {
            EnrichmentGroup next = new EnrichmentGroup(
                    group.groupId(),
                    tenantId,
                    request.slug() == null ? group.slug() : request.slug(),
                    request.name(),
                    request.description(),
                    request.codes(),
                    group.version() + 1,
                    group.createdAt(),
                    now());
            return groups.update(next) ? new Done(next) : new SlugTaken(next.slug());
        }));
    }

    /** Deletes a group; {@code ref} and {@code etag} as in {@link #replace}. */
    public Outcome delete(UUID tenantId, String ref, @Nullable String etag) {
        return transactions.write(() -> seen(
                tenantId,
                ref,
                etag,
                group -> groups.delete(tenantId, group.groupId()) ? new Done(group) : new Missing()));
    }

    @FunctionalInterface
    private interface Change {
        Outcome of(EnrichmentGroup group);
    }

    private Outcome seen(UUID tenantId, String ref, @Nullable String etag, Change change) {
        groups.lockSlugs(tenantId);
        Optional<EnrichmentGroup> group = groups.lock(tenantId, ref);
        if (group.isEmpty()) {
            return new Missing();
        }
        boolean current =
                etag == null || etag.equals("*") || etag.equals(group.get().etag());
        return current ? change.of(group.get()) : new Changed();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
