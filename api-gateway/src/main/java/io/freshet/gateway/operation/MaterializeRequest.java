package io.freshet.gateway.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.refresh.Integrations;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.Selection;
import io.freshet.core.refresh.ShareholderIntegrations;
import io.freshet.gateway.refresh.RefreshRequest;
import java.util.List;
import java.util.UUID;

/**
 * The body of a materialization, validated, with its defaults.
 *
 * @param runEnrichmentFirst asks the country's providers of relations about the root; else what is known of it is taken
 * @param depth that the ownership chain is followed to, 0 to 5
 * @param shareholders what shareholders are asked of
 * @param executeOnlyRootData makes shareholders of what the root's data says of them, and asks nobody
 * @param refreshEnrichShareholders asks about shareholders again who were asked about before; else the cache answers
 * @param riskMatrixIds the matrices to evaluate afterwards, in order; empty for none
 */
public record MaterializeRequest(
        boolean runEnrichmentFirst,
        int depth,
        ShareholderIntegrations shareholders,
        boolean executeOnlyRootData,
        boolean refreshEnrichShareholders,
        List<UUID> riskMatrixIds) {

    private static final ShareholderIntegrations NOBODY =
            new ShareholderIntegrations(false, List.of(), List.of(), List.of());

    public MaterializeRequest {
        riskMatrixIds = List.copyOf(riskMatrixIds);
    }

    /** Whom shareholders are asked of in effect. */
    ShareholderIntegrations asked() {
        return executeOnlyRootData ? NOBODY : shareholders;
    }

    /** The refresh that it amounts to; its name and data stay as they are. */
    RefreshRequest asRefresh(Selection.Selected selected) {
        RefreshOptions options = new RefreshOptions(
                RefreshScope.LEGACY,
                List.of(),
                new Integrations(false, selected.toCall(), List.of(), List.of()),
                asked(),
                depth,
                true);
        return Refreshes.keeping(options, riskMatrixIds.isEmpty());
    }

    /** What the job's request does not say. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("runEnrichmentFirst", runEnrichmentFirst)
                .put("executeOnlyRootData", executeOnlyRootData)
                .put("refreshEnrichShareholders", refreshEnrichShareholders);
        ArrayNode ids = body.putArray("riskMatrixIds");
        riskMatrixIds.forEach(id -> ids.add(id.toString()));
        return body;
    }
}
