package io.freshet.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.ShareholderIntegrations;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRegistration;
import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.refresh.Planning;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshPlanner;
import io.freshet.gateway.refresh.RefreshRequest;
import io.freshet.gateway.refresh.RefreshSubmission;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** A tenant of one test. */
public record Tenant(RunningGateway gateway, UUID tenantId) {

    /** The table of country strategies does not know it, so that the one provider of the catalogue serves it. */
    private static final String COUNTRY = "UY";

    /** Makes a tenant that no other test knows. */
    public static Tenant make(RunningGateway gateway) {
        UUID tenantId = UUID.randomUUID();
        gateway.database()
                .update(
                        "INSERT INTO tenant (tenant_id, slug, name, created_at) VALUES (?, ?, ?, now())",
                        tenantId,
                        "t" + tenantId,
                        "a test's");
        return new Tenant(gateway, tenantId);
    }

    /** Registers a company that nothing identifies. */
    public Entity company() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        Entity entity = new Entity(
                UUID.randomUUID(),
                tenantId,
                PartyType.COMPANY,
                "Acme",
                COUNTRY,
                null,
                null,
                "active",
                true,
                nothing,
                nothing,
                List.of(),
                1,
                now,
                now);
        gateway.bean(EntityRegistration.class).register(entity, Actor.apiKey(UUID.randomUUID()), null);
        return entity;
    }

    /** What a caller asks for who asks for all providers. */
    public static RefreshRequest request(int depth, RefreshRequest.OnConflict onConflict) {
        RefreshOptions options = new RefreshOptions(
                RefreshScope.ALL_ACTIVE,
                List.of(),
                null,
                new ShareholderIntegrations(true, List.of(), List.of(), List.of()),
                depth,
                true);
        return new RefreshRequest(
                options,
                false,
                new RefreshRequest.Preserve(null, null),
                false,
                onConflict,
                RefreshRequest.Priority.INTERACTIVE,
                false);
    }

    public RefreshPlan plan(Entity entity, RefreshRequest request) {
        return switch (gateway.bean(RefreshPlanner.class).plan(request, entity)) {
            case Planning.Planned planned -> planned.plan();
            case Planning.CatalogueMissing other -> throw new IllegalStateException("not planned: " + other);
            case Planning.UnknownNames other -> throw new IllegalStateException("not planned: " + other);
            case Planning.NothingNamed other -> throw new IllegalStateException("not planned: " + other);
            case Planning.NoCountryStrategy other -> throw new IllegalStateException("not planned: " + other);
            case Planning.BadParameter other -> throw new IllegalStateException("not planned: " + other);
            case Planning.NoProviders other -> throw new IllegalStateException("not planned: " + other);
        };
    }

    /** Starts a refresh of a new company: ownership when the depth is above 0, and rules. */
    public RefreshCommand start(int depth) {
        return start(plan(company(), request(depth, RefreshRequest.OnConflict.REJECT)));
    }

    /** Starts a planned refresh. */
    public RefreshCommand start(RefreshPlan plan) {
        RefreshSubmission.Outcome outcome =
                gateway.bean(RefreshSubmission.class).submit(plan);
        if (!(outcome instanceof RefreshSubmission.Accepted accepted) || accepted.coalesced()) {
            throw new IllegalStateException("a refresh of a new entity did not start: " + outcome);
        }
        return plan.command();
    }
}
