package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.core.RoutingSlip;
import io.freshet.core.Stage;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.config.GatewaySettings;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.matrix.MatrixCatalogue;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.OutcomeError;
import io.freshet.schemas.OwnershipPlan;
import io.freshet.schemas.Party;
import io.freshet.schemas.PlannedProvider;
import io.freshet.schemas.ProviderOutcome;
import io.freshet.schemas.RulesPlan;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Resolves what a request leaves to Freshet: providers, slip, budget, matrices, deadline. */
@Singleton
final class RefreshPlanner {

    private static final int MAX_NODES = 500;
    private static final int MAX_CHILDREN = 200;
    private static final String TRIGGER = "entity_refreshed";

    private final ProviderCatalogue catalogue;
    private final DisabledProviders disabled;
    private final MatrixCatalogue matrices;
    private final GatewaySettings settings;
    private final ObjectMapper json;
    private final Clock clock;

    RefreshPlanner(
            ProviderCatalogue catalogue,
            DisabledProviders disabled,
            MatrixCatalogue matrices,
            GatewaySettings settings,
            ObjectMapper json,
            Clock clock) {
        this.catalogue = catalogue;
        this.disabled = disabled;
        this.matrices = matrices;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Plans a refresh; nothing is stored.
     *
     * @throws ApiException when providers are unknown, or none is left to call
     */
    RefreshPlan plan(RefreshRequest request, Entity entity) {
        List<Provider> all = catalogue.all();
        if (all.isEmpty()) {
            throw new ApiException(
                    ErrorCode.UNAVAILABLE,
                    "The provider catalogue is not there yet.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        Set<String> off = disabled.of(entity.tenantId());
        ProviderSelection selection = new ProviderSelection(all, code -> !off.contains(code));
        String country = entity.country() == null ? "" : entity.country();
        ProviderSelection.Providers providers =
                resolved(selection.select(request, entity.type(), country), "/providerCodes");
        if (providers.toCall().isEmpty()) {
            throw new ApiException(ErrorCode.NO_PROVIDERS, "No provider is left to call for this entity.");
        }
        RoutingSlip slip = RoutingSlip.ofRefresh(
                entity.type(),
                request.scope() == RefreshRequest.Scope.BASIC_DATA,
                request.depth(),
                request.skipRulesEngine());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean bulk = request.priority() == RefreshRequest.Priority.BULK;
        String jobId = UUID.randomUUID().toString();
        JobContext.Builder context = JobContext.newBuilder()
                .setJobId(jobId)
                .setTenantId(entity.tenantId().toString())
                .setEntityId(entity.entityId().toString())
                .setRoot(party(entity))
                .setSlip(slip.stages().stream()
                        .map(stage -> io.freshet.schemas.Stage.valueOf(stage.name()))
                        .toList())
                .setDeadline(
                        now.plusSeconds(bulk ? settings.bulkDeadlineSeconds() : settings.interactiveDeadlineSeconds()))
                .setBulk(bulk)
                .setForceRefresh(request.forceRefresh());
        if (slip.stages().contains(Stage.OWNERSHIP)) {
            context.setOwnership(ownership(request, selection, all));
        }
        if (slip.stages().contains(Stage.RULES)) {
            context.setRules(
                    new RulesPlan(matrices.listeningTo(entity.tenantId(), TRIGGER), TRIGGER, now, document(entity)));
        }
        EnrichEntity command = EnrichEntity.newBuilder()
                .setContext(context.build())
                .setNodeId("root")
                .setParty(party(entity))
                .setDepth(0)
                .setProviders(providers.toCall())
                .setRejected(providers.rejected().stream()
                        .map(code -> rejected(jobId, code))
                        .toList())
                .build();
        int cost = all.stream()
                .filter(provider -> providers.toCall().contains(provider.code()))
                .mapToInt(Provider::costCents)
                .sum();
        return new RefreshPlan(entity, request, json.valueToTree(request), slip.stages(), providers, command, cost);
    }

    private OwnershipPlan ownership(RefreshRequest request, ProviderSelection selection, List<Provider> all) {
        ProviderSelection.Providers allowed =
                resolved(selection.forShareholders(request.shareholders()), "/autoExecuteIntegrationsShareholders");
        List<PlannedProvider> planned = all.stream()
                .filter(provider -> allowed.toCall().contains(provider.code()))
                .map(provider -> new PlannedProvider(
                        provider.code(),
                        provider.types().stream()
                                .map(RefreshPlanner::entityType)
                                .toList(),
                        provider.countries()))
                .toList();
        return new OwnershipPlan(request.depth(), MAX_NODES, MAX_CHILDREN, planned);
    }

    private static ProviderSelection.Providers resolved(ProviderSelection.Selected selected, String path) {
        return switch (selected) {
            case ProviderSelection.Providers providers -> providers;
            case ProviderSelection.UnknownCodes unknown ->
                throw ApiException.invalid(unknown.codes().stream()
                        .map(code -> new ApiException.Detail(path, "names the unknown provider " + code))
                        .toList());
            case ProviderSelection.NoCountryStrategy none ->
                throw new ApiException(
                        ErrorCode.NO_COUNTRY_STRATEGY, "No provider serves basic data for this type and country.");
        };
    }

    private static ProviderOutcome rejected(String jobId, String code) {
        return ProviderOutcome.newBuilder()
                .setCode(code)
                .setSuccess(false)
                .setExecutionId(JobHeaders.messageId(jobId, "root", code).toString())
                .setError(OutcomeError.newBuilder()
                        .setCode("INTEGRATION_NOT_ENABLED")
                        .setMessage("The provider is not enabled, or does not answer for this type and country.")
                        .setCategory("configuration")
                        .setRetryable(false)
                        .build())
                .build();
    }

    private String document(Entity entity) {
        ObjectNode document = json.createObjectNode()
                .put("name", entity.name())
                .put("taxId", entity.taxId())
                .put("countryCode", entity.country())
                .put("type", entity.type().word())
                .put("status", entity.status())
                .put("isClient", entity.client());
        document.set("attributes", entity.attributes());
        document.set("entityData", entity.entityData());
        return document.toString();
    }

    private static Party party(Entity entity) {
        return Party.newBuilder()
                .setType(entityType(entity.type()))
                .setCountry(entity.country())
                .setTaxId(entity.taxId())
                .setName(entity.name())
                .build();
    }

    private static EntityType entityType(PartyType type) {
        return switch (type) {
            case COMPANY -> EntityType.COMPANY;
            case PERSON -> EntityType.PERSON;
        };
    }
}
