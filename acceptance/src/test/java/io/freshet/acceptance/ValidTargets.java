package io.freshet.acceptance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * Paths of operations that name what is there.
 *
 * @param values of path parameters, by the part of the path before them
 */
record ValidTargets(Map<String, String> values) {

    /** Makes what the paths name. */
    static ValidTargets make(Client client) throws IOException, InterruptedException {
        String unique = UUID.randomUUID().toString();
        String taxId = Companies.plain();
        String company = client.post(
                        "/entities",
                        "{\"type\":\"company\",\"country\":\"BR\",\"taxId\":\"%s\",\"externalId\":\"%s\"}"
                                .formatted(taxId, unique))
                .body()
                .at("/data/id")
                .asText();
        String refresh =
                client.refreshed(company, "{\"depth\":0}").at("/data/refreshId").asText();
        return new ValidTargets(Map.of(
                "/entities/", company,
                "/entities/by-external-id/", unique,
                "/entities/by-tax-id/", taxId,
                "/refreshes/", refresh,
                "/marketplace/providers/", "br_brasilapi_company_enrichment"));
    }

    /** What a body needs to be read to its end, beyond the fields that are required. */
    ObjectNode base(Contract.Operation operation) {
        ObjectNode base = JsonNodeFactory.instance.objectNode();
        switch (operation.template()) {
            case "/refreshes/batch" -> base.putArray("entityIds").add(values.get("/entities/"));
            case "/integration-execution/marketplace/enrichment" -> base.put("entityId", values.get("/entities/"));
            case "/integration-execution/marketplace/enrichment-by-external-id" ->
                base.put("externalId", values.get("/entities/by-external-id/"));
            default -> {
                // The others are read to their end as they are.
            }
        }
        return base;
    }

    /** The path of an operation; what is not known has an id of its own. */
    String target(Contract.Operation operation) {
        String template = operation.template();
        int open = template.indexOf('{');
        if (open < 0) {
            return template;
        }
        String before = template.substring(0, open);
        String value = values.getOrDefault(before, UUID.randomUUID().toString());
        String rest = template.substring(template.indexOf('}') + 1).replaceAll("\\{[^}]+}", "1");
        return before + value + rest;
    }
}
