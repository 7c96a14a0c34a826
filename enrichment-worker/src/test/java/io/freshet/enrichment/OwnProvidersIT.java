package io.freshet.enrichment;

import static io.freshet.enrichment.EnrichmentFixture.command;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.enrichment.catalogue.Fault;
import io.freshet.enrichment.examples.ExampleReader;
import io.freshet.enrichment.examples.ProviderExample;
import io.freshet.enrichment.http.ExchangeServer;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.ProviderDescriptor;
import io.freshet.schemas.ProviderOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Providers that are added to a worker by a directory: the one of {@code docs/adding-a-provider.md}, and one that a class asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnProvidersIT {

    private static final String LEDGER = "dk_ledger_company_enrichment";

    private ExchangeServer ares;
    private EnrichmentFixture fixture;

    @BeforeAll
    void start(@TempDir Path providers) throws Exception {
        AddedProvider.write(providers);
        Files.writeString(providers.resolve(LEDGER + ".yaml"), """
                code: dk_ledger_company_enrichment
                name: A ledger
                vendor: ledger
                position: 201
                entityTypes: [company]
                countries: [DK]
                yields: [/legal_name]
                baseUrl: https://ledger.example
                timeout: 10s
                parameters: {tone: {description: how it speaks, pattern: "loud|low"}}
                response: {mapping: '{"fullName": name}'}
                """);
        List<Fault> faults = new ArrayList<>();
        ProviderExample example = ExampleReader.read(
                        providers.resolve(AddedProvider.CODE).resolve("typical.json"), faults)
                .orElseThrow();
        ares = new ExchangeServer(example.exchanges());
        fixture = new EnrichmentFixture(
                providers, Map.of("FRESHET_PROVIDER_BASE_URL_ARES", ares.url().toString()));
    }

    @AfterAll
    void end() throws Exception {
        fixture.close();
        ares.close();
    }

    @Test
    void shouldAskTheAddedProvider() throws Exception {
        EntityEnriched event = enriched(command("CZ12345679", true, Duration.ofMinutes(30), AddedProvider.CODE));
        assertThat(event.getOutcomes()).extracting(ProviderOutcome::getSuccess).containsExactly(true);
        JsonNode profile = new ObjectMapper().readTree(event.getProfile());
        assertThat(profile.path("fullName").asText()).isEqualTo("Příklad s.r.o.");
        assertThat(ares.faults()).isEmpty();
    }

    @Test
    void shouldAskByCodeWhatHasNoRequests() throws Exception {
        EntityEnriched event = enriched(command("DK1", true, Duration.ofMinutes(30), LEDGER));
        assertThat(new ObjectMapper()
                        .readTree(event.getProfile())
                        .path("fullName")
                        .asText())
                .isEqualTo("Ledger of DK1");
    }

    @Test
    void shouldRefuseAParameterThatTheFileDoesNotTakeSo() {
        EnrichEntity plain = command("DK2", true, Duration.ofMinutes(30), LEDGER);
        JobContext context = JobContext.newBuilder(plain.getContext())
                .setProviderParameters(Map.of(LEDGER, Map.of("tone", "shrill")))
                .build();
        EntityEnriched event =
                enriched(EnrichEntity.newBuilder(plain).setContext(context).build());
        assertThat(event.getOutcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.getError().getCode()).isEqualTo("PROVIDER_REJECTED");
            assertThat(outcome.getError().getCategory()).isEqualTo("validation");
        });
    }

    @Test
    void shouldTellOfThemOnTheCatalogueTopic() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(fixture.catalogue())
                        .extracting(ProviderDescriptor::getCode)
                        .contains(AddedProvider.CODE, LEDGER));
        assertThat(fixture.catalogue())
                .filteredOn(descriptor -> descriptor.getCode().equals(AddedProvider.CODE))
                .last()
                .satisfies(descriptor -> {
                    assertThat(descriptor.getPosition()).isEqualTo(200);
                    assertThat(descriptor.getQuotaPermits()).isEqualTo(500);
                    assertThat(descriptor.getQuotaPeriodSeconds()).isEqualTo(60);
                    assertThat(descriptor.getCountries()).containsExactly("CZ");
                });
        assertThat(fixture.catalogue())
                .filteredOn(descriptor -> descriptor.getCode().equals(LEDGER))
                .last()
                .satisfies(descriptor -> assertThat(descriptor.getParameters())
                        .singleElement()
                        .satisfies(parameter -> {
                            assertThat(parameter.getName()).isEqualTo("tone");
                            assertThat(parameter.getPattern()).isEqualTo("loud|low");
                        }));
    }

    private EntityEnriched enriched(EnrichEntity command) {
        fixture.send(command);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(fixture.events(command)).hasSize(1));
        return fixture.decode(fixture.events(command).getLast());
    }
}
