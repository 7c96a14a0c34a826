package io.freshet.gateway.refresh.http;

import io.freshet.core.PartyType;
import io.freshet.core.Stage;
import io.freshet.gateway.provider.ProviderMode;
import io.freshet.gateway.provider.ProviderStates;
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
    private final ProviderStates states;

    DryRun(CacheForecast forecast, ProviderStates states) {
        this.forecast = forecast;
        this.states = states;
    }

    Map<String, Object> describe(RefreshPlan plan) {
        List<CacheForecast.Call> calls = forecast.of(plan);
        RefreshCommand command = plan.command();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("entityId", command.entity().entityId());
        data.put("dryRun", true);
        data.put("slip", command.slip().stages().stream().map(Stage::name).toList());
        data.put("providers", command.root().toCall());
        data.put("calls", described(calls));
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

    /** The calls as they would be planned; one to a provider that operators keep the workers from waits or fails. */
    private List<Map<String, Object>> described(List<CacheForecast.Call> calls) {
        Map<String, ProviderMode> modes = states.modes();
        return calls.stream()
                .map(call -> Map.<String, Object>of(
                        "code", call.code(),
                        "state",
                                modes.getOrDefault(call.code(), ProviderMode.ENABLED)
                                        .word(),
                        "wouldUseCache", call.wouldUseCache(),
                        "expectedCostCents", call.expectedCostCents()))
                .toList();
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
