package io.freshet.gateway.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.freshet.core.PartyType;
import io.freshet.core.RoutingSlip;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.ShareholderIntegrations;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.entity.Entity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CacheForecastTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> CODES = List.of("fresh", "stale", "never", "uncached");

    private final CacheForecast forecast = new CacheForecast(
            new FakeCatalogue(),
            (tenantId, entityId) -> Map.of(
                    "fresh", NOW.minus(Duration.ofHours(1)).plusSeconds(1),
                    "stale", NOW.minus(Duration.ofHours(1)),
                    "uncached", NOW),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void shouldExpectTheCacheWhereTheDocumentIsYoungerThanItsProviderKeepsIt() {
        assertThat(forecast.of(plan(false)))
                .containsExactly(
                        new CacheForecast.Call("fresh", true, 0),
                        new CacheForecast.Call("stale", false, 7),
                        new CacheForecast.Call("never", false, 7),
                        new CacheForecast.Call("uncached", false, 7));
    }

    @Test
    void shouldExpectEveryCallToBeMadeWhenTheCacheIsSkipped() {
        assertThat(forecast.of(plan(true)))
                .hasSize(4)
                .allSatisfy(call -> assertThat(call.wouldUseCache()).isFalse())
                .allSatisfy(call -> assertThat(call.expectedCostCents()).isEqualTo(7));
    }

    private static RefreshPlan plan(boolean fresh) {
        RefreshOptions options = new RefreshOptions(
                RefreshScope.ALL_ACTIVE, List.of(), null, ShareholderIntegrations.ALL_ACTIVE, 0, fresh);
        RefreshRequest request = new RefreshRequest(
                options,
                true,
                new RefreshRequest.Preserve(null, null),
                false,
                RefreshRequest.OnConflict.REJECT,
                RefreshRequest.Priority.INTERACTIVE,
                true);
        RefreshCommand command = new RefreshCommand(
                UUID.randomUUID(),
                entity(),
                RoutingSlip.ofRefresh(PartyType.COMPANY, false, 0, true),
                NOW,
                false,
                null,
                null,
                new RefreshCommand.Root(CODES, List.of(), fresh));
        return new RefreshPlan(request, command);
    }

    private static Entity entity() {
        return new Entity(
                UUID.randomUUID(),
                UUID.randomUUID(),
                PartyType.COMPANY,
                "Acme",
                "BR",
                null,
                null,
                "active",
                false,
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                List.of(),
                1,
                NOW,
                NOW);
    }

    /** Four providers that cost the same; one of them keeps nothing. */
    private static final class FakeCatalogue implements ProviderCatalogue {

        @Override
        public List<Provider> all() {
            return CODES.stream().map(FakeCatalogue::provider).toList();
        }

        @Override
        public Optional<Provider> find(String code) {
            return Optional.of(provider(code));
        }

        private static Provider provider(String code) {
            Duration ttl = code.equals("uncached") ? Duration.ZERO : Duration.ofHours(1);
            return new Provider(
                    code,
                    code,
                    List.of(PartyType.COMPANY),
                    List.of(),
                    false,
                    List.of(),
                    7,
                    new Provider.Calls(null, Duration.ZERO, ttl, null));
        }
    }
}
