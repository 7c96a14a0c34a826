package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The marketplace, seen from outside. */
class MarketplaceAcceptanceIT {

    private static final String BRAZIL = "br_brasilapi_company_enrichment";
    private static final String BRITAIN = "gb_companieshouse_company_enrichment";
    private static final String PROVIDERS = "/marketplace/providers";
    private static final String GROUPS = "/marketplace/enrichment-groups";
    private static final String STRATEGIES = "/marketplace/country-strategies";
    private static final String BOTH = "{\"name\": \"%s\", \"codes\": [\"" + BRITAIN + "\", \"" + BRAZIL + "\"]}";

    private final Client client = SharedSystem.client();

    @Test
    void shouldShowTheCatalogueInItsOrder() throws Exception {
        Client.Answer answer = client.get(PROVIDERS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("items"))
                .extracting(provider -> provider.path("code").asText())
                .containsSubsequence(BRAZIL, BRITAIN);
        assertThat(answer.body().at("/page/next_cursor").isNull()).isTrue();
    }

    @Test
    void shouldShowWhatIsKnownOfAProvider() throws Exception {
        JsonNode provider = client.get(PROVIDERS + "/" + BRITAIN).body().path("data");
        assertThat(provider.path("kind").asText()).isEqualTo("enrichment");
        assertThat(provider.path("entityTypes")).extracting(JsonNode::asText).containsExactly("company");
        assertThat(provider.path("countries")).extracting(JsonNode::asText).containsExactly("GB");
        assertThat(provider.path("basicData").asBoolean()).isTrue();
        assertThat(provider.path("yields")).extracting(JsonNode::asText).contains("/shareholders");
        assertThat(provider.at("/cost/cents").isInt()).isTrue();
        assertThat(provider.path("state").asText()).isEqualTo("enabled");
        assertThat(provider.path("credential").asText()).isEqualTo("companies_house");
        assertThat(provider.at("/cache/ttlSeconds").asInt()).isEqualTo(24 * 60 * 60);
        assertThat(provider.at("/circuit/state").asText()).isIn("unknown", "closed", "half_open", "open");
        assertThat(provider.at("/circuit/workers").size()).isEqualTo(3);
    }

    @Test
    void shouldNotCallAProviderThatTheTenantDisabled() throws Exception {
        // Given
        Client other = OtherTenant.client("*");
        String id = other.company("BR", Companies.plain());
        JsonNode disabled =
                other.put(PROVIDERS + "/" + BRAZIL, "{\"enabled\": false}").body();
        // When
        String selected = "{\"refreshScope\": \"selected\", \"providerCodes\": [\"" + BRAZIL + "\"]}";
        Client.Answer named = other.post("/entities/" + id + "/refresh", selected);
        Client.Answer all =
                other.post("/entities/" + id + "/refresh", "{\"refreshScope\": \"all_active\", \"dryRun\": true}");
        other.put(PROVIDERS + "/" + BRAZIL, "{\"enabled\": true}");
        JsonNode afterwards = other.refreshed(id, selected);
        // Then
        assertThat(disabled.at("/data/enabled").asBoolean()).isFalse();
        assertThat(disabled.at("/data/state").asText()).isEqualTo("enabled");
        assertThat(named.body().at("/error/code").asText()).isEqualTo("no_providers");
        assertThat(all.body().at("/data/providers"))
                .extracting(JsonNode::asText)
                .isNotEmpty()
                .doesNotContain(BRAZIL);
        assertThat(afterwards.at("/data/status").asText()).isEqualTo("completed");
    }

    @Test
    void shouldGoOnWithAFailedOutcomeWhenASelectedProviderIsDisabled() throws Exception {
        Client other = OtherTenant.client("*");
        other.put(PROVIDERS + "/" + BRITAIN, "{\"enabled\": false}");
        String id = other.company("BR", Companies.plain());
        JsonNode result = other.refreshed(
                id, "{\"refreshScope\": \"selected\", \"providerCodes\": [\"" + BRITAIN + "\", \"" + BRAZIL + "\"]}");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed_with_errors");
        assertThat(result.at("/data/providers"))
                .filteredOn(provider -> provider.path("code").asText().equals(BRITAIN))
                .extracting(provider -> provider.at("/error/code").asText())
                .containsExactly("INTEGRATION_NOT_ENABLED");
    }

    @Test
    void shouldKeepTheProvidersOfOneTenantFromAnother() throws Exception {
        OtherTenant.client("*").put(PROVIDERS + "/" + BRITAIN, "{\"enabled\": false}");
        assertThat(client.get(PROVIDERS + "/" + BRITAIN)
                        .body()
                        .at("/data/enabled")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"enabled\": \"no\"} | /enabled",
                "{\"credential\": \"another\"} | /credential",
                "{\"parameters\": {\"a/b\": 1}} | /parameters/a~1b",
                "{\"parameters\": []} | /parameters",
            })
    void shouldRefuseASettingThatNoCallWouldHeed(String body, String path) throws Exception {
        Client.Answer answer = client.put(PROVIDERS + "/" + BRITAIN, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText()).isEqualTo(path);
    }

    @Test
    void shouldTakeTheCredentialThatTheCatalogueDeclares() throws Exception {
        assertThat(client.put(PROVIDERS + "/" + BRITAIN, "{\"credential\": \"companies_house\", \"parameters\": {}}")
                        .status())
                .isEqualTo(200);
        assertThat(client.put(PROVIDERS + "/" + BRAZIL, "{\"credential\": \"companies_house\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void shouldNotFindAProviderThatTheCatalogueLacks() throws Exception {
        assertThat(client.get(PROVIDERS + "/none").status()).isEqualTo(404);
        assertThat(client.put(PROVIDERS + "/none", "{\"enabled\": true}").status())
                .isEqualTo(404);
    }

    @Test
    void shouldMakeAGroupThatSlugAndIdFind() throws Exception {
        // When
        Client.Answer made = client.post(GROUPS, named("Çedilha & Co " + UUID.randomUUID()));
        // Then
        assertThat(made.status()).isEqualTo(201);
        JsonNode group = made.body().path("data");
        String id = group.path("id").asText();
        String slug = group.path("slug").asText();
        assertThat(slug).startsWith("cedilha-co-");
        assertThat(group.path("codes")).extracting(JsonNode::asText).containsExactly(BRITAIN, BRAZIL);
        assertThat(made.response().headers().firstValue("Location")).contains(GROUPS + "/" + id);
        assertThat(client.get(GROUPS + "/" + slug).body()).isEqualTo(made.body());
        assertThat(client.get(GROUPS + "/" + id.toUpperCase(Locale.ROOT)).body())
                .isEqualTo(made.body());
    }

    @Test
    void shouldAnswerWithTheSameGroupWhenTheKeyComesAgain() throws Exception {
        String body = named("Again " + UUID.randomUUID());
        String key = UUID.randomUUID().toString();
        Client.Answer first = client.post(GROUPS, body, "Idempotency-Key", key);
        Client.Answer second = client.post(GROUPS, body, "Idempotency-Key", key);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.response().headers().firstValue("Idempotency-Replayed"))
                .contains("true");
    }

    @Test
    void shouldRefuseASlugThatIsTaken() throws Exception {
        String slug = "s" + UUID.randomUUID();
        String body = "{\"name\": \"A\", \"slug\": \"" + slug + "\", \"codes\": [\"" + BRAZIL + "\"]}";
        assertThat(client.post(GROUPS, body).status()).isEqualTo(201);
        Client.Answer twin = client.post(GROUPS, body);
        assertThat(twin.status()).isEqualTo(409);
        assertThat(twin.body().at("/error/code").asText()).isEqualTo("conflict");
        String third = "t" + UUID.randomUUID();
        client.post(GROUPS, body.replace(slug, third));
        assertThat(client.put(GROUPS + "/" + third, body).status()).isEqualTo(409);
        assertThat(OtherTenant.client("*").post(GROUPS, body).status()).isEqualTo(201);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"A\"} | /codes",
                "{\"name\": \"A\", \"codes\": []} | /codes",
                "{\"name\": \"A\", \"codes\": [\"br_brasilapi_company_enrichment\", \"none\"]} | /codes/1",
                "{\"name\": \"A\", \"codes\": [\"gb_companieshouse_company_enrichment\", \"gb_companieshouse_company_enrichment\"]} | /codes/1",
                "{\"name\": \"A\", \"codes\": [1]} | /codes/0",
                "{\"codes\": [\"br_brasilapi_company_enrichment\"]} | /name",
                "{\"name\": \"日本\", \"codes\": [\"br_brasilapi_company_enrichment\"]} | /slug",
                "{\"name\": \"A\", \"slug\": \"Not A Slug\", \"codes\": [\"br_brasilapi_company_enrichment\"]} | /slug",
                "{\"name\": \"A\", \"slug\": \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\", \"codes\": [\"br_brasilapi_company_enrichment\"]} | /slug",
            })
    void shouldNameTheFaultOfAGroup(String body, String path) throws Exception {
        Client.Answer answer = client.post(GROUPS, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().at("/error/details"))
                .extracting(detail -> detail.path("path").asText())
                .containsExactly(path);
    }

    @Test
    void shouldReplaceAGroupOnlyWhenItIsTheOneThatWasSeen() throws Exception {
        // Given
        JsonNode group =
                client.post(GROUPS, named("Replaced " + UUID.randomUUID())).body();
        String path = GROUPS + "/" + group.at("/data/slug").asText();
        String body = "{\"name\": \"New\", \"description\": \"d\", \"codes\": [\"" + BRAZIL + "\"]}";
        // When
        Client.Answer replaced = client.put(path, body, "If-Match", "\"1\"");
        Client.Answer late = client.put(path, body, "If-Match", "\"1\"");
        // Then
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.body().at("/data/name").asText()).isEqualTo("New");
        assertThat(replaced.body().at("/data/slug")).isEqualTo(group.at("/data/slug"));
        assertThat(replaced.body().at("/data/codes")).hasSize(1);
        assertThat(replaced.response().headers().firstValue("ETag")).contains("\"2\"");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body().at("/error/code").asText()).isEqualTo("precondition_failed");
        assertThat(client.get(path, "If-None-Match", "\"2\"").status()).isEqualTo(304);
    }

    @Test
    void shouldDeleteAGroup() throws Exception {
        String path = GROUPS + "/"
                + client.post(GROUPS, named("Deleted " + UUID.randomUUID()))
                        .body()
                        .at("/data/id")
                        .asText();
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.delete(path).status()).isEqualTo(404);
        assertThat(client.get(path).status()).isEqualTo(404);
    }

    @Test
    void shouldListGroupsNewestFirstPageByPage() throws Exception {
        // Given
        Client other = OtherTenant.client("*");
        for (int i : IntStream.range(0, 5).toArray()) {
            other.post(GROUPS, named("Group " + i));
        }
        // When
        List<String> slugs = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = other.get(GROUPS + "?limit=2&cursor=" + cursor).body();
            page.path("items").forEach(group -> slugs.add(group.path("slug").asText()));
            cursor = page.at("/page/next_cursor").asText("");
        } while (!cursor.equals("null") && !cursor.isEmpty());
        // Then
        assertThat(slugs).containsExactly("group-4", "group-3", "group-2", "group-1", "group-0");
    }

    @Test
    void shouldHideAGroupFromOtherTenants() throws Exception {
        String id = client.post(GROUPS, named("Hidden " + UUID.randomUUID()))
                .body()
                .at("/data/id")
                .asText();
        Client other = OtherTenant.client("*");
        assertThat(other.get(GROUPS + "/" + id).status()).isEqualTo(404);
        assertThat(other.put(GROUPS + "/" + id, named("Mine")).status()).isEqualTo(404);
        assertThat(other.delete(GROUPS + "/" + id).status()).isEqualTo(404);
        assertThat(other.get(GROUPS).body().path("items")).isEmpty();
    }

    @Test
    void shouldAskForThePermission() throws Exception {
        Client reader = OtherTenant.sibling("marketplace:read");
        Client nobody = OtherTenant.sibling("entities:read");
        assertThat(reader.get(GROUPS).status()).isEqualTo(200);
        assertThat(reader.post(GROUPS, named("No")).status()).isEqualTo(403);
        assertThat(reader.put(PROVIDERS + "/" + BRAZIL, "{\"enabled\": true}").status())
                .isEqualTo(403);
        assertThat(nobody.get(GROUPS).status()).isEqualTo(403);
        assertThat(nobody.get(PROVIDERS).status()).isEqualTo(403);
        assertThat(nobody.get(STRATEGIES).status()).isEqualTo(403);
    }

    @Test
    void shouldSayWhoServesACountry() throws Exception {
        JsonNode items =
                client.get(STRATEGIES + "?country=br&type=company").body().path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("country").asText()).isEqualTo("BR");
        assertThat(items.get(0).path("basicData").asText()).isEqualTo(BRAZIL);
        assertThat(items.get(0).path("relationships"))
                .extracting(JsonNode::asText)
                .containsExactly(BRAZIL);
        assertThat(items.get(0).path("available").asBoolean()).isTrue();
        assertThat(client.get(STRATEGIES).body().path("items").size()).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"country=BRA", "type=thing", "limit=0", "cursor=x"})
    void shouldNameTheFaultOfAFilter(String query) throws Exception {
        Client.Answer answer = client.get(STRATEGIES + "?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText())
                .isEqualTo("?" + query.substring(0, query.indexOf('=')));
    }

    private static String named(String name) {
        return BOTH.formatted(name);
    }
}
