package io.freshet.ownership.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.NormalizedProfile;
import io.freshet.core.NormalizedProfile.Share;
import io.freshet.core.NormalizedProfile.Shareholder;
import io.freshet.core.PartyType;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.OwnershipPlan;
import io.freshet.schemas.Party;
import io.freshet.schemas.PlannedProvider;
import io.freshet.schemas.ProviderOutcome;
import io.freshet.schemas.Stage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the enrichment stage would send. Companies are Brazilian and known by their tax id. */
final class Events {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROVIDER = "br_company";

    private Events() {}

    static JobContext context(String jobId, Instant deadline, boolean bulk) {
        PlannedProvider provider = PlannedProvider.newBuilder()
                .setCode(PROVIDER)
                .setEntityTypes(List.of(EntityType.COMPANY))
                .setCountries(List.of("BR"))
                .build();
        return JobContext.newBuilder()
                .setJobId(jobId)
                .setTenantId("tenant")
                .setEntityId("entity")
                .setRoot(party("00000001"))
                .setSlip(List.of(Stage.ENRICH, Stage.OWNERSHIP, Stage.RULES))
                .setDeadline(deadline)
                .setBulk(bulk)
                .setOwnership(OwnershipPlan.newBuilder()
                        .setDepth(3)
                        .setMaxNodes(500)
                        .setMaxChildrenPerNode(200)
                        .setShareholderProviders(List.of(provider))
                        .build())
                .build();
    }

    static Shareholder holder(String taxId, double percent) {
        Share share = new Share(percent, percent);
        return new Shareholder(
                PartyType.COMPANY,
                "Co " + taxId,
                taxId,
                null,
                null,
                "BR",
                null,
                share,
                null,
                null,
                null,
                null,
                PROVIDER);
    }

    static EntityEnriched rootAnswer(JobContext context, Instant startedAt, Shareholder... holders) {
        return answer(context, "root", party("00000001"), 0, startedAt, true, holders);
    }

    static EntityEnriched answerTo(EnrichEntity command, Instant startedAt, Shareholder... holders) {
        return answer(
                command.getContext(),
                command.getNodeId(),
                command.getParty(),
                command.getDepth(),
                startedAt,
                true,
                holders);
    }

    static EntityEnriched failed(JobContext context, Instant startedAt) {
        return answer(context, "root", party("00000001"), 0, startedAt, false);
    }

    private static EntityEnriched answer(
            JobContext context,
            String nodeId,
            Party party,
            int depth,
            Instant startedAt,
            boolean success,
            Shareholder... holders) {
        ProviderOutcome outcome = ProviderOutcome.newBuilder()
                .setCode(PROVIDER)
                .setSuccess(success)
                .setExecutionId("execution-of-" + nodeId)
                .build();
        return EntityEnriched.newBuilder()
                .setContext(context)
                .setNodeId(nodeId)
                .setParty(party)
                .setDepth(depth)
                .setOutcomes(List.of(outcome))
                .setProfile(success ? profile(holders) : null)
                .setStartedAt(startedAt)
                .setCompletedAt(startedAt.plusMillis(50))
                .build();
    }

    private static Party party(String taxId) {
        return Party.newBuilder()
                .setType(EntityType.COMPANY)
                .setCountry("BR")
                .setTaxId(taxId)
                .setName("Co " + taxId)
                .build();
    }

    private static @Nullable String profile(Shareholder... holders) {
        try {
            return JSON.writeValueAsString(new NormalizedProfile(
                    "Co",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Stream.of(holders).toList(),
                    null,
                    null,
                    null,
                    null));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
