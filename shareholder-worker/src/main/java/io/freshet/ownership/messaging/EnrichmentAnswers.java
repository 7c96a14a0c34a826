package io.freshet.ownership.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.freshet.core.NormalizedProfile;
import io.freshet.core.NormalizedProfile.Shareholder;
import io.freshet.core.PartyType;
import io.freshet.ownership.tree.Answer;
import io.freshet.ownership.tree.Holding;
import io.freshet.ownership.tree.OwnershipTree;
import io.freshet.ownership.tree.Party;
import io.freshet.ownership.tree.Plan;
import io.freshet.ownership.tree.Provider;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.OutcomeError;
import io.freshet.schemas.OwnershipPlan;
import io.freshet.schemas.PlannedProvider;
import io.freshet.schemas.ProviderOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads events of the enrichment stage as the tree understands them. Throws {@link UnusableRecord} for what it cannot. */
final class EnrichmentAnswers {

    private static final Duration LARGEST_RESERVE = Duration.ofSeconds(2);

    private final ObjectReader profiles = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build()
            .readerFor(NormalizedProfile.class);

    Answer answer(EntityEnriched event) {
        List<ProviderOutcome> outcomes = event.getOutcomes();
        List<Holding> holdings = shareholders(event.getProfile()).stream()
                .map(shareholder -> holding(shareholder, outcomes))
                .toList();
        return new Answer(event.getNodeId(), outcome(outcomes), holdings);
    }

    private static Answer.Outcome outcome(List<ProviderOutcome> outcomes) {
        if (outcomes.stream().anyMatch(EnrichmentAnswers::knowsTheParty)) {
            return Answer.Outcome.ENRICHED;
        }
        List<ProviderOutcome> others =
                outcomes.stream().filter(outcome -> !outcome.getSuccess()).toList();
        if (outcomes.isEmpty() || !others.stream().allMatch(EnrichmentAnswers::couldNotBeAsked)) {
            return Answer.Outcome.FAILED;
        }
        return others.size() < outcomes.size() ? Answer.Outcome.ENRICHED : Answer.Outcome.NOT_ASKED;
    }

    /** A screening says whom lists name, not that the party is there: it counts only where nobody else could be asked. */
    private static boolean knowsTheParty(ProviderOutcome outcome) {
        return outcome.getSuccess() && !outcome.getFieldsEnriched().equals(List.of(NormalizedProfile.SCREENING));
    }

    /** A provider that takes numbers which this party does not have. */
    private static boolean couldNotBeAsked(ProviderOutcome outcome) {
        OutcomeError error = outcome.getError();
        return error != null && error.getCategory().equals("validation") && error.getStatusCode() == null;
    }

    /** The tree of a job from its root's event. */
    static OwnershipTree start(EntityEnriched root) {
        // A slip that cannot be followed must not be found out when the tree is finished.
        OwnershipRecords.nextStage(root.getContext());
        return OwnershipTree.start(plan(root), party(root.getContext().getRoot()), strikesAt(root));
    }

    private static Plan plan(EntityEnriched event) {
        OwnershipPlan plan = event.getContext().getOwnership();
        if (plan == null) {
            throw new UnusableRecord("the slip has OWNERSHIP and the context no plan for it");
        }
        List<Provider> providers = plan.getShareholderProviders().stream()
                .map(EnrichmentAnswers::provider)
                .toList();
        return new Plan(plan.getDepth(), plan.getMaxNodes(), plan.getMaxChildrenPerNode(), providers);
    }

    private static Party party(io.freshet.schemas.Party party) {
        PartyType type = party.getType() == EntityType.PERSON ? PartyType.PERSON : PartyType.COMPANY;
        return new Party(
                type, party.getCountry(), party.getTaxId(), party.getLei(), party.getRegistryId(), party.getName());
    }

    /** A tenth of the job's time, at most two seconds, before its deadline: the stages after this one need some too. */
    private static Instant strikesAt(EntityEnriched root) {
        Instant deadline = root.getContext().getDeadline();
        Duration tenth = Duration.between(root.getStartedAt(), deadline).dividedBy(10);
        Duration reserve = tenth.compareTo(LARGEST_RESERVE) > 0 ? LARGEST_RESERVE : tenth;
        return reserve.isNegative() ? deadline : deadline.minus(reserve);
    }

    private List<Shareholder> shareholders(@Nullable String profile) {
        if (profile == null) {
            return List.of();
        }
        try {
            List<Shareholder> shareholders =
                    profiles.<NormalizedProfile>readValue(profile).shareholders();
            return shareholders == null ? List.of() : shareholders;
        } catch (JsonProcessingException e) {
            // Its message quotes the document, which is personal data.
            throw new UnusableRecord("the profile is not a NormalizedProfile: " + e.getLocation());
        }
    }

    private static Holding holding(Shareholder shareholder, List<ProviderOutcome> outcomes) {
        Party owner = new Party(
                shareholder.kind(),
                shareholder.country(),
                shareholder.taxId(),
                shareholder.lei(),
                shareholder.registryId(),
                shareholder.name());
        return new Holding(
                owner,
                shareholder.percentage(),
                shareholder.votingPercentage(),
                shareholder.role(),
                shareholder.since(),
                shareholder.until(),
                executionOf(shareholder.source(), outcomes));
    }

    private static @Nullable String executionOf(@Nullable String source, List<ProviderOutcome> outcomes) {
        return outcomes.stream()
                .filter(ProviderOutcome::getSuccess)
                .filter(outcome -> source == null || outcome.getCode().equals(source))
                .map(ProviderOutcome::getExecutionId)
                .findFirst()
                .orElse(null);
    }

    private static Provider provider(PlannedProvider planned) {
        Set<PartyType> types = planned.getEntityTypes().stream()
                .filter(type -> type != EntityType.UNKNOWN)
                .map(type -> type == EntityType.PERSON ? PartyType.PERSON : PartyType.COMPANY)
                .collect(Collectors.toSet());
        return new Provider(planned.getCode(), types, Set.copyOf(planned.getCountries()));
    }
}
