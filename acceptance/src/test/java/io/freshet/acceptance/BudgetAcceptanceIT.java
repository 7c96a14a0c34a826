package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an organization may spend on provider calls per day. */
class BudgetAcceptanceIT {

    private static final String BUDGET = "/marketplace/budget";
    /** 5 cents a call, about companies of Iceland, whom it finds by the numbers of Norwegian ones. */
    private static final String PRICED = "is_brreg_priced_enrichment";

    private static final String SELECTED =
            "{\"depth\": 0, \"refreshScope\": \"selected\", \"providerCodes\": [\"" + PRICED + "\"]";

    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @Test
    void shouldHaveNoLimitUntilOneIsSet() throws Exception {
        JsonNode data = client.get(BUDGET).body().path("data");
        assertThat(data.path("dailySoftCents").isNull()).isTrue();
        assertThat(data.path("dailyHardCents").isNull()).isTrue();
        assertThat(data.path("spentCents").asLong()).isZero();
        assertThat(data.path("day").asText()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    }

    @Test
    void shouldKeepTheLimitsOfTheOrganizationAlone() throws Exception {
        Client.Answer set = client.put(BUDGET, "{\"dailySoftCents\": 500, \"dailyHardCents\": 1000}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(client.get(BUDGET).body()).isEqualTo(set.body());
        assertThat(set.body().at("/data/dailySoftCents").asLong()).isEqualTo(500);
        assertThat(set.body().at("/data/dailyHardCents").asLong()).isEqualTo(1000);
        assertThat(OtherTenant.client("*")
                        .get(BUDGET)
                        .body()
                        .at("/data/dailyHardCents")
                        .isNull())
                .isTrue();

        Client.Answer lifted = client.put(BUDGET, "{\"dailyHardCents\": null}");

        assertThat(lifted.body().at("/data/dailySoftCents").isNull()).isTrue();
        assertThat(lifted.body().at("/data/dailyHardCents").isNull()).isTrue();
    }

    @Test
    void shouldChangeOnlyTheBudgetThatWasSeen() throws Exception {
        String etag = client.get(BUDGET).response().headers().firstValue("ETag").orElseThrow();
        assertThat(client.put(BUDGET, "{\"dailyHardCents\": 1}", "If-Match", etag)
                        .status())
                .isEqualTo(200);
        Client.Answer stale = client.put(BUDGET, "{\"dailyHardCents\": 2}", "If-Match", etag);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(client.get(BUDGET).body().at("/data/dailyHardCents").asLong())
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"dailySoftCents\": 2, \"dailyHardCents\": 1} | /dailySoftCents",
                "{\"dailySoftCents\": -1} | /dailySoftCents",
                "{\"dailyHardCents\": -1} | /dailyHardCents",
                "{\"dailyHardCents\": 1.5} | /dailyHardCents",
                "{\"dailyHardCents\": \"10\"} | /dailyHardCents",
                "{\"dailyHardCents\": 1000000001} | /dailyHardCents",
            })
    void shouldNameTheFaultOfABudget(String body, String path) throws Exception {
        Client.Answer answer = client.put(BUDGET, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText()).isEqualTo(path);
    }

    @Test
    void shouldWantThePermissionsOfTheMarketplace() throws Exception {
        Client reader = OtherTenant.client("marketplace:read");
        assertThat(reader.get(BUDGET).status()).isEqualTo(200);
        assertThat(reader.put(BUDGET, "{}").status()).isEqualTo(403);
        assertThat(OtherTenant.client("entities:read").get(BUDGET).status()).isEqualTo(403);
    }

    @Test
    void shouldLetCallsThatCostNothingPassWhenNothingMayBeSpent() throws Exception {
        client.put(BUDGET, "{\"dailySoftCents\": 0, \"dailyHardCents\": 0}");
        String id = client.company("BR", Companies.plain());

        JsonNode result = client.refreshed(id, "{\"depth\": 0, \"refreshScope\": \"basic_data\"}");

        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(client.get(BUDGET).body().at("/data/spentCents").asLong()).isZero();
    }

    @Test
    void shouldMakeNoCallThatWouldCostMoreThanIsLeft() throws Exception {
        client.put(BUDGET, "{\"dailySoftCents\": 5, \"dailyHardCents\": 12}");
        List<String> numbers = numbers();

        JsonNode first = refreshed(numbers.get(0));
        JsonNode second = refreshed(numbers.get(1));
        JsonNode third = refreshed(numbers.get(2));

        assertThat(first.at("/data/totalCostCents").asInt()).isEqualTo(5);
        assertThat(second.at("/data/totalCostCents").asInt()).isEqualTo(5);
        JsonNode refused = Operations.outcome(third, PRICED);
        assertThat(refused.at("/error/code").asText()).isEqualTo("BUDGET_EXCEEDED");
        assertThat(refused.at("/error/category").asText()).isEqualTo("configuration");
        assertThat(refused.at("/error/retryable").asBoolean()).isFalse();
        assertThat(refused.path("costCents").asInt()).isZero();
        assertThat(client.fetch(SharedSystem.get().simulator().url() + "/_calls?provider=brreg")
                        .path("calls"))
                .extracting(call -> call.path("subject").asText())
                .contains(numbers.get(0), numbers.get(1))
                .doesNotContain(numbers.get(2));
        assertThat(client.get(BUDGET).body().at("/data/spentCents").asLong()).isEqualTo(10);
    }

    @Test
    void shouldNotChargeWhatTheCacheAnswers() throws Exception {
        client.put(BUDGET, "{\"dailyHardCents\": 5}");
        String id = client.company("IS", numbers().get(3));
        client.refreshed(id, SELECTED + ", \"forceRefresh\": true}");

        JsonNode again = client.refreshed(id, SELECTED + ", \"forceRefresh\": false}");

        assertThat(again.at("/data/status").asText()).isEqualTo("completed");
        assertThat(Operations.outcome(again, PRICED).path("fromCache").asBoolean())
                .isTrue();
        assertThat(client.get(BUDGET).body().at("/data/spentCents").asLong()).isEqualTo(5);
    }

    private JsonNode refreshed(String number) throws Exception {
        return client.refreshed(client.company("IS", number), SELECTED + "}");
    }

    /** Numbers of Norwegian companies from the end of the list, where no other test takes any. */
    private List<String> numbers() throws Exception {
        List<String> numbers = new ArrayList<>();
        client.fetch(SharedSystem.get().simulator().url() + "/_catalogue?country=NO&type=company&limit=10000")
                .forEach(party -> numbers.addFirst(party.path("taxId").asText()));
        return numbers;
    }
}
