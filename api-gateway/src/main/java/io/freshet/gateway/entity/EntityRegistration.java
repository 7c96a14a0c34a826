package io.freshet.gateway.entity;

import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.entity.history.HistoryEntry;
import io.freshet.gateway.entity.history.HistoryRepository;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes in new entities. */
@Singleton
public final class EntityRegistration {

    private final EntityRepository entities;
    private final HistoryRepository history;
    private final Transactions transactions;

    EntityRegistration(EntityRepository entities, HistoryRepository history, Transactions transactions) {
        this.entities = entities;
        this.history = history;
        this.transactions = transactions;
    }

    /** What became of an entity that was to be registered. */
    public sealed interface Outcome {}

    /** It is stored. */
    public record Registered(Entity entity) implements Outcome {}

    /** Nothing was stored: the tenant has one with that tax id or external id. */
    public record Exists(UUID twinId) implements Outcome {}

    /**
     * Registers an entity.
     *
     * @param reason why it has its status; null when nobody said
     * @throws EntityTakenException when others make and delete such entities at the same time
     */
    public Outcome register(Entity entity, Actor actor, @Nullable String reason) {
        return transactions.write(() -> {
            // A twin that is deleted at this moment stands in the way and then is not found: the second attempt has
            // room.
            if (!entities.insert(entity)) {
                Optional<UUID> twin = entities.findTwin(entity);
                if (twin.isPresent()) {
                    return new Exists(twin.get());
                }
                if (!entities.insert(entity)) {
                    throw new EntityTakenException();
                }
            }
            history.append(
                    entity.tenantId(),
                    entity.entityId(),
                    new HistoryEntry(
                            entity.version(),
                            entity.createdAt(),
                            actor,
                            HistoryEntry.Kind.CREATED,
                            reason,
                            EntityChanges.between(null, entity)));
            return new Registered(entity);
        });
    }
}
