package io.freshet.gateway.entity;

import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates an entity, or changes the one that has its tax id or external id. */
@Singleton
public final class EntityUpsert {

    /** Somebody may create or delete the entity between the look and the leap; not again and again. */
    private static final int ATTEMPTS = 3;

    private final EntityRepository entities;
    private final EntityRegistration registration;
    private final EntityEditing editing;
    private final Transactions transactions;

    EntityUpsert(
            EntityRepository entities,
            EntityRegistration registration,
            EntityEditing editing,
            Transactions transactions) {
        this.entities = entities;
        this.registration = registration;
        this.editing = editing;
        this.transactions = transactions;
    }

    /** What became of it; nothing is changed unless it is created or updated. */
    public sealed interface Outcome {}

    /** There was none. */
    public record Created(Entity entity) implements Outcome {}

    /** There was one, and now it is as the caller wants it. */
    public record Updated(Entity entity) implements Outcome {}

    /** The ids do not belong to one entity. */
    public record Conflict(String message, List<UUID> entityIds) implements Outcome {
        public Conflict {
            entityIds = List.copyOf(entityIds);
        }
    }

    /** The change would break a rule. */
    public record Refused(EntityEditing.Fault fault) implements Outcome {}

    /**
     * Creates or changes.
     *
     * @param wanted the entity as it is to be created; has a tax id or an external id
     * @param patch the same as a change of one that is there
     * @throws EntityTakenException when somebody took one of the ids at the same time
     */
    public Outcome upsert(Entity wanted, EntityPatch patch, Actor actor) {
        return transactions.write(() -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Outcome outcome = attempt(wanted, patch, actor);
                if (outcome != null) {
                    return outcome;
                }
            }
            throw new EntityTakenException();
        });
    }

    /** Null when it was overtaken. */
    private @Nullable Outcome attempt(Entity wanted, EntityPatch patch, Actor actor) {
        Set<UUID> found = owners(wanted);
        if (found.size() > 1) {
            return new Conflict("The tax id and the external id belong to different entities.", List.copyOf(found));
        }
        if (found.isEmpty()) {
            return registration.register(wanted, actor, patch.reason())
                            instanceof EntityRegistration.Registered registered
                    ? new Created(registered.entity())
                    : null;
        }
        Optional<Entity> locked =
                entities.lock(wanted.tenantId(), found.iterator().next());
        return locked.isEmpty() ? null : update(locked.get(), wanted, patch, actor);
    }

    private Set<UUID> owners(Entity wanted) {
        Set<UUID> found = new LinkedHashSet<>();
        if (wanted.taxId() != null) {
            TaxIdLookup taxId = TaxIdLookup.of(wanted.taxId(), wanted.country(), wanted.type());
            entities.findByTaxId(wanted.tenantId(), taxId, 1).forEach(entity -> found.add(entity.entityId()));
        }
        if (wanted.externalId() != null) {
            entities.findByExternalId(wanted.tenantId(), wanted.externalId())
                    .ifPresent(entity -> found.add(entity.entityId()));
        }
        return found;
    }

    private @Nullable Outcome update(Entity current, Entity wanted, EntityPatch patch, Actor actor) {
        if (current.type() != wanted.type()) {
            return new Conflict("The entity with this external id is of another type.", List.of(current.entityId()));
        }
        String externalId = wanted.externalId();
        if (externalId != null && current.externalId() != null && !externalId.equals(current.externalId())) {
            return new Conflict("The entity with this tax id has another external id.", List.of(current.entityId()));
        }
        Entity known = externalId == null ? current : current.withExternalId(externalId);
        return switch (EntityMerge.apply(known, patch, wanted.updatedAt())) {
            case EntityMerge.Refused refused -> new Refused(refused.fault());
            case EntityMerge.Merged merged ->
                switch (editing.write(current, merged.entity(), patch.reason(), actor)) {
                    case EntityEditing.Done done -> new Updated(done.entity());
                    case EntityEditing.Taken taken -> null;
                    case EntityEditing.Gone gone -> null;
                    case EntityEditing.Stale stale -> null;
                    case EntityEditing.Refused refused -> new Refused(refused.fault());
                    case EntityEditing.Busy busy -> null;
                };
        };
    }
}
