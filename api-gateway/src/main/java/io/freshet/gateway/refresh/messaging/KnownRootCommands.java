package io.freshet.gateway.refresh.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.refresh.KnownRoot;
import io.freshet.schemas.EvaluateRules;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.ProviderOutcome;
import io.freshet.schemas.ResolveOwnership;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands of slips that ask nobody about the root: they carry what the stages before would have found. */
final class KnownRootCommands {

    private KnownRootCommands() {}

    static ResolveOwnership resolveOwnership(JobContext context, KnownRoot known) {
        return ResolveOwnership.newBuilder()
                .setContext(context)
                .setOutcomes(outcomes(known))
                .setProfile(text(known.profile()))
                .setProviderDocuments(text(known.providerDocuments()))
                .setIssuedAt(known.at())
                .build();
    }

    static EvaluateRules evaluateRules(JobContext context, KnownRoot known) {
        return EvaluateRules.newBuilder()
                .setContext(context)
                .setOutcomes(outcomes(known))
                .setProfile(text(known.profile()))
                .setProviderDocuments(text(known.providerDocuments()))
                .setOwnership(text(known.ownership()))
                .setIssuedAt(known.at())
                .build();
    }

    private static List<ProviderOutcome> outcomes(KnownRoot known) {
        return known.sources().stream()
                .map(source -> ProviderOutcome.newBuilder()
                        .setCode(source.provider())
                        .setSuccess(true)
                        .setExecutionId(source.executionId())
                        .setFromCache(true)
                        .build())
                .toList();
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }
}
