package io.freshet.gateway.entity;

import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.entity.history.Change;
import io.freshet.gateway.entity.history.HistoryEntry;
import io.freshet.gateway.entity.history.HistoryRepository;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Changes and deletes entities; every change has its entry in the history, in the same transaction. */
@Singleton
public final class EntityEditing {

    private final EntityRepository entities;
    private final HistoryRepository history;
    private final Transactions transactions;
    private final Clock clock;

    EntityEditing(EntityRepository entities, HistoryRepository history, Transactions transactions, Clock clock) {
        this.entities = entities;
        this.history = history;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of an entity that was to be changed or deleted; nothing is changed unless it is {@link Done}. */
    public sealed interface Outcome {}

    /** It is as the caller wants it; an equal one keeps its version. */
    public record Done(Entity entity) implements Outcome {}

    /** There is none. */
    public record Gone() implements Outcome {}

    /** It is not in the state that the caller expects. */
    public record Stale(Entity current) implements Outcome {}

    /** Another entity has that tax id. */
    public record Taken(UUID twinId) implements Outcome {}

    /** The change would break a rule. */
    public record Refused(Fault fault) implements Outcome {}

    /** A job of the entity runs. */
    public record Busy(UUID jobId) implements Outcome {}

    /**
     * A broken rule.
     *
     * @param pointer JSON Pointer into the patch
     * @param taxId whether a tax id is not valid
     */
    public record Fault(String pointer, String message, boolean taxId) {}

    /**
     * Applies a patch to the entity as it is now.
     *
     * @param expected the state in which it must be
     * @throws EntityTakenException when somebody took the tax id at the same time
     */
    public Outcome edit(UUID tenantId, UUID entityId, EntityPatch patch, Predicate<Entity> expected, Actor actor) {
        return transactions.write(() -> {
            Optional<Entity> locked = entities.lock(tenantId, entityId);
            if (locked.isEmpty()) {
                return new Gone();
            }
            Entity current = locked.get();
            if (!expected.test(current)) {
                return new Stale(current);
            }
            return switch (EntityMerge.apply(current, patch, now())) {
                case EntityMerge.Refused refused -> new Refused(refused.fault());
                case EntityMerge.Merged merged -> write(current, merged.entity(), patch.reason(), actor);
            };
        });
    }

    /** Writes a new state of a locked entity, unless nothing differs. */
    Outcome write(Entity current, Entity next, @Nullable String reason, Actor actor) {
        List<Change> changes = EntityChanges.between(current, next);
        if (changes.isEmpty()) {
            return new Done(current);
        }
        Optional<UUID> twin = entities.findTwin(next);
        if (twin.isPresent()) {
            return new Taken(twin.get());
        }
        entities.update(next);
        HistoryEntry.Kind kind =
                current.status().equals(next.status()) ? HistoryEntry.Kind.UPDATED : HistoryEntry.Kind.STATUS_CHANGED;
        append(next, kind, reason, changes, actor);
        return new Done(next);
    }

    /**
     * Deletes: the entity stays for its history, and its tax id and external id are free again.
     *
     * @param expected the state in which it must be
     */
    public Outcome delete(
            UUID tenantId, UUID entityId, @Nullable String reason, Predicate<Entity> expected, Actor actor) {
        return transactions.write(() -> {
            Optional<Entity> locked = entities.lock(tenantId, entityId);
            if (locked.isEmpty()) {
                return new Gone();
            }
            Entity current = locked.get();
            if (!expected.test(current)) {
                return new Stale(current);
            }
            Optional<UUID> job = entities.openJob(tenantId, entityId);
            if (job.isPresent()) {
                return new Busy(job.get());
            }
            Entity deleted = current.deleted(now());
            entities.update(deleted);
            append(deleted, HistoryEntry.Kind.DELETED, reason, EntityChanges.between(current, deleted), actor);
            return new Done(deleted);
        });
    }

    /** As PostgreSQL keeps it, so that what is answered now is what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void append(
            Entity entity, HistoryEntry.Kind kind, @Nullable String reason, List<Change> changes, Actor actor) {
        history.append(
                entity.tenantId(),
                entity.entityId(),
                new HistoryEntry(entity.version(), entity.updatedAt(), actor, kind, reason, changes));
    }
}
