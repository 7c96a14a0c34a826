package io.freshet.ownership.messaging;

import io.freshet.core.NormalizedProfile.Role;
import io.freshet.core.NormalizedProfile.Share;
import io.freshet.core.PartyType;
import io.freshet.core.RoutingSlip;
import io.freshet.core.Stage;
import io.freshet.ownership.tree.Ask;
import io.freshet.ownership.tree.Edge;
import io.freshet.ownership.tree.Holding;
import io.freshet.ownership.tree.Node;
import io.freshet.ownership.tree.Node.State;
import io.freshet.ownership.tree.OwnershipTree;
import io.freshet.ownership.tree.Party;
import io.freshet.ownership.tree.Plan;
import io.freshet.ownership.tree.Resolution;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.NodeState;
import io.freshet.schemas.OwnershipEdge;
import io.freshet.schemas.OwnershipNode;
import io.freshet.schemas.OwnershipPlan;
import io.freshet.schemas.OwnershipResolved;
import io.freshet.schemas.ResolveOwnership;
import java.util.List;

/** The records of this stage, each a function of its arguments. */
final class OwnershipRecords {

    private OwnershipRecords() {}

    /** What is known of the root, as if it had been asked just now. */
    static EntityEnriched rootEvent(ResolveOwnership command) {
        return EntityEnriched.newBuilder()
                .setContext(command.getContext())
                .setNodeId(OwnershipTree.ROOT)
                .setParty(command.getContext().getRoot())
                .setDepth(0)
                .setOutcomes(command.getOutcomes())
                .setProfile(command.getProfile())
                .setProviderDocuments(command.getProviderDocuments())
                .setStartedAt(command.getIssuedAt())
                .setCompletedAt(command.getIssuedAt())
                .build();
    }

    static EnrichEntity command(JobContext context, Plan plan, Ask ask) {
        return EnrichEntity.newBuilder()
                .setContext(ofShareholders(context))
                .setNodeId(ask.nodeId())
                .setParty(party(ask.party()))
                .setDepth(ask.depth())
                .setProviders(plan.providersFor(ask.party()))
                .build();
    }

    private static JobContext ofShareholders(JobContext context) {
        OwnershipPlan plan = context.getOwnership();
        return plan == null || !plan.getShareholdersFromCache()
                ? context
                : JobContext.newBuilder(context).setForceRefresh(false).build();
    }

    static OwnershipResolved resolved(EntityEnriched root, Resolution resolution) {
        return OwnershipResolved.newBuilder()
                .setContext(root.getContext())
                .setNodes(
                        resolution.nodes().stream().map(OwnershipRecords::node).toList())
                .setEdges(
                        resolution.edges().stream().map(OwnershipRecords::edge).toList())
                .setDepthReached(resolution.depthReached())
                .setTruncated(resolution.truncated())
                .setUnknownShare(resolution.unknownShare())
                .setRootOutcomes(root.getOutcomes())
                .setRootProfile(root.getProfile())
                .setRootProviderDocuments(root.getProviderDocuments())
                .setResolvedAt(resolution.resolvedAt())
                .build();
    }

    /** The value of {@code next-stage} on what this stage emits at the end; a slip that is none is {@link UnusableRecord}. */
    static String nextStage(JobContext context) {
        try {
            List<Stage> stages = context.getSlip().stream()
                    .map(stage -> Stage.valueOf(stage.name()))
                    .toList();
            return new RoutingSlip(stages)
                    .after(Stage.OWNERSHIP)
                    .map(Stage::name)
                    .orElse(Headers.DONE);
        } catch (IllegalArgumentException e) {
            throw new UnusableRecord("not a routing slip: " + e.getMessage());
        }
    }

    private static OwnershipNode node(Node node) {
        boolean answered = node.state() == State.ENRICHED || node.state() == State.FAILED;
        return OwnershipNode.newBuilder()
                .setNodeId(node.id())
                .setParty(party(node.party()))
                .setDepth(node.depth())
                .setState(state(node.state()))
                .setReason(node.reason() == null ? null : node.reason().name())
                .setAwaitsEvent(answered)
                .build();
    }

    private static OwnershipEdge edge(Edge edge) {
        Holding holding = edge.holding();
        Share share = holding.percentage();
        Share voting = holding.voting();
        Role role = holding.role();
        return OwnershipEdge.newBuilder()
                .setOwnerNodeId(edge.owner())
                .setOwnedNodeId(edge.owned())
                .setPercentageMin(share == null ? null : share.min())
                .setPercentageMax(share == null ? null : share.max())
                .setVotingMin(voting == null ? null : voting.min())
                .setVotingMax(voting == null ? null : voting.max())
                .setRoleCode(role == null ? null : role.code())
                .setRoleLabel(role == null ? null : role.label())
                .setSince(holding.since())
                .setUntil(holding.until())
                .setSourceExecutionId(holding.executionId())
                .build();
    }

    private static NodeState state(State state) {
        return switch (state) {
            case OPEN -> throw new IllegalStateException("an open node in a resolved tree");
            case ENRICHED -> NodeState.ENRICHED;
            case FAILED -> NodeState.FAILED;
            case NOT_APPLICABLE -> NodeState.NOT_APPLICABLE;
            case TIMED_OUT -> NodeState.TIMED_OUT;
            case CANCELLED -> NodeState.CANCELLED;
        };
    }

    private static io.freshet.schemas.Party party(Party party) {
        return io.freshet.schemas.Party.newBuilder()
                .setType(party.type() == PartyType.PERSON ? EntityType.PERSON : EntityType.COMPANY)
                .setCountry(party.country())
                .setTaxId(party.taxId())
                .setLei(party.lei())
                .setRegistryId(party.registryId())
                .setName(party.name())
                .build();
    }
}
