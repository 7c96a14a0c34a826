package io.freshet.gateway.refresh.http;

import io.freshet.core.PartyType;
import io.freshet.core.Stage;
import io.freshet.gateway.refresh.CacheForecast;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RejectedProviders;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to a request with {@code dryRun}: the plan. Costs are of the root alone, since its owners are not known yet. */
@Singleton
final class DryRun {

    private final CacheForecast forecast;

    DryRun(CacheForecast forecast) {
        this.forecast = forecast;
    }

    Map<String, Object> describe(RefreshPlan plan) {
        List<CacheForecast.Call> calls = forecast.of(plan);
        RefreshCommand command = plan.command();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("entityId", command.entity().entityId());
        data.put("dryRun", true);
        data.put("slip", command.slip().stages().stream().map(Stage::name).toList());
        data.put("providers", command.root().toCall());
        data.put("calls", calls);
        data.put("rejected", RejectedProviders.describe(command.root().rejected()));
        RefreshCommand.Ownership ownership = command.ownership();
        if (ownership != null) {
            data.put("shareholders", shareholders(ownership));
        }
        data.put(
                "expectedCostCents",
                calls.stream().mapToInt(CacheForecast.Call::expectedCostCents).sum());
        return Map.of("success", true, "data", data);
    }

    private static Map<String, Object> shareholders(RefreshCommand.Ownership ownership) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("depth", ownership.depth());
        for (PartyType type : PartyType.values()) {
            shown.put(
                    type.word(),
                    ownership.providers().stream()
                            .filter(provider -> provider.type() == type)
                            .map(RefreshCommand.ShareholderProvider::code)
                            .toList());
        }
        shown.put("rejected", RejectedProviders.describe(ownership.rejected()));
        return shown;
    }
}
