package io.freshet.gateway.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.core.refresh.Integrations;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.ShareholderIntegrations;
import io.freshet.gateway.refresh.RefreshRequest;
import java.util.List;

/**
 * The body of an analysis, validated, with its defaults.
 *
 * @param entityType what the caller takes the entity for
 * @param enrichIfNeeded asks providers first
 * @param providerCodes whom; empty for all active ones; read only with {@code enrichIfNeeded}
 * @param partialCoverage leaves out the matrices that what is known does not cover
 * @param omitCoverage evaluates whatever is known
 */
public record AnalyzeRequest(
        PartyType entityType,
        boolean enrichIfNeeded,
        List<String> providerCodes,
        boolean partialCoverage,
        boolean omitCoverage) {

    public AnalyzeRequest {
        providerCodes = List.copyOf(providerCodes);
    }

    /** The refresh that it amounts to; the entity's name and data stay as they are. */
    RefreshRequest asRefresh(List<String> toCall) {
        RefreshOptions options = new RefreshOptions(
                RefreshScope.LEGACY,
                List.of(),
                new Integrations(false, toCall, List.of(), List.of()),
                new ShareholderIntegrations(false, List.of(), List.of(), List.of()),
                0,
                false);
        return Refreshes.keeping(options, false);
    }

    /** As the caller wrote it, with the defaults, and the names of the matrices that are left out. */
    ObjectNode body(List<String> skippedMatrices) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("entityType", entityType.word())
                .put("enrichIfNeeded", enrichIfNeeded);
        ArrayNode codes = body.putArray("providerCodes");
        providerCodes.forEach(codes::add);
        body.putObject("rulesEngineConfig")
                .put("partialCoverage", partialCoverage)
                .put("omitCoverage", omitCoverage);
        ArrayNode skipped = body.putArray("skippedMatrices");
        skippedMatrices.forEach(skipped::add);
        return body;
    }
}
