package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.Stage;
import io.freshet.gateway.entity.Entity;
import io.freshet.schemas.EnrichEntity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A refresh as it will run.
 *
 * @param request the request with its defaults, as it is stored
 * @param command the first command, which carries slip and plan of the later stages
 * @param expectedCostCents of the root's providers, if none of them comes from the cache
 */
record RefreshPlan(
        Entity entity,
        RefreshRequest options,
        ObjectNode request,
        List<Stage> slip,
        ProviderSelection.Providers providers,
        EnrichEntity command,
        int expectedCostCents) {

    RefreshPlan {
        slip = List.copyOf(slip);
    }

    UUID jobId() {
        return UUID.fromString(command.getContext().getJobId());
    }

    /** The answer to a dry run. */
    Map<String, Object> describe() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("entityId", entity.entityId());
        data.put("slip", slip.stream().map(Stage::name).toList());
        data.put("providers", providers.toCall());
        data.put("rejectedProviders", providers.rejected());
        data.put("expectedCostCents", expectedCostCents);
        data.put("dryRun", true);
        return Map.of("success", true, "data", data);
    }
}
