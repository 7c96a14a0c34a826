package io.freshet.gateway.entity;

import jakarta.inject.Singleton;
import java.util.UUID;

/** Takes in new entities. */
@Singleton
public final class EntityRegistration {

    private final EntityRepository entities;

    EntityRegistration(EntityRepository entities) {
        this.entities = entities;
    }

    /** What became of an entity that was to be registered. */
    public sealed interface Outcome {}

    /** It is stored. */
    public record Registered(Entity entity) implements Outcome {}

    /** Nothing was stored: the tenant has one with that tax id or external id. */
    public record Exists(UUID twinId) implements Outcome {}

    public Outcome register(Entity entity) {
        if (entities.insert(entity)) {
            return new Registered(entity);
        }
        return new Exists(
                entities.findTwin(entity).orElseThrow(() -> new IllegalStateException("a conflict without a twin")));
    }
}
