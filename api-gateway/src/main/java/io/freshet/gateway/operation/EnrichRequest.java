package io.freshet.gateway.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.refresh.Integrations;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.ShareholderIntegrations;
import io.freshet.gateway.refresh.RefreshRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of an enrichment, validated, with its defaults.
 *
 * @param codes providers to call, after those of the groups
 * @param groups slugs or ids, in the order in which their codes are called
 * @param forceRefresh whether the enrichment cache is not read
 * @param parameters what providers are given whose requests name it
 */
public record EnrichRequest(
        List<String> codes, List<String> groups, boolean forceRefresh, Map<String, String> parameters) {

    public EnrichRequest {
        codes = List.copyOf(codes);
        groups = List.copyOf(groups);
        parameters = Map.copyOf(parameters);
    }

    /** The refresh that it amounts to: the root alone, its name and data left as they are. */
    RefreshRequest asRefresh(boolean skipRules) {
        RefreshOptions options = new RefreshOptions(
                RefreshScope.LEGACY,
                List.of(),
                new Integrations(false, codes, groups, List.of()),
                new ShareholderIntegrations(false, List.of(), List.of(), List.of()),
                0,
                forceRefresh);
        return Refreshes.keeping(options, skipRules);
    }

    /** As the caller wrote it, with the defaults. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode named = body.putArray("integrationCodes");
        codes.forEach(named::add);
        ArrayNode refs = body.putArray("enrichmentGroupRefs");
        groups.forEach(refs::add);
        ObjectNode given = body.put("forceRefresh", forceRefresh).putObject("parameters");
        new TreeMap<>(parameters).forEach(given::put);
        return body;
    }
}
