package io.freshet.simulator;

import static io.freshet.simulator.SimulatorFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.simulator.SimulatorFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the services answer that know companies and people of many countries, by their published forms. */
class WorldFormatsTest {

    private static final SimulatorFixture FIXTURE = new SimulatorFixture();

    @AfterAll
    static void end() {
        FIXTURE.close();
    }

    @Test
    void gleifShouldFollowAGroupUpAndDown() throws Exception {
        String lei = FIXTURE.party("NO", "grandchild").path("lei").asText();
        String records = "/gleif/api/v1/lei-records/";
        Answer record = FIXTURE.get(records + lei);
        assertThat(record.header("Content-Type")).isEqualTo("application/vnd.api+json");
        assertThat(record.json().at("/data/attributes/lei").asText()).isEqualTo(lei);
        String direct = FIXTURE.get(records + lei + "/direct-parent")
                .json()
                .at("/data/id")
                .asText();
        String ultimate = FIXTURE.get(records + lei + "/ultimate-parent")
                .json()
                .at("/data/id")
                .asText();
        assertThat(FIXTURE.get(records + direct + "/direct-parent")
                        .json()
                        .at("/data/id")
                        .asText())
                .isEqualTo(ultimate);
        JsonNode relationship =
                FIXTURE.get(records + lei + "/ultimate-parent-relationship").json();
        assertThat(relationship.at("/data/attributes/relationship/endNode/id").asText())
                .isEqualTo(ultimate);
        assertThat(relationship.at("/data/attributes/relationship/type").asText())
                .isEqualTo("IS_ULTIMATELY_CONSOLIDATED_BY");
        assertThat(texts(
                        FIXTURE.get(records + direct + "/direct-children")
                                .json()
                                .path("data"),
                        "/id"))
                .contains(lei);
        assertThat(FIXTURE.get(records + lei + "/direct-parent-reporting-exception")
                        .status())
                .isEqualTo(404);
        assertThat(FIXTURE.get(records + ultimate + "/ultimate-parent-reporting-exception")
                        .json()
                        .at("/data/attributes/category")
                        .asText())
                .isEqualTo("ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT");
    }

    @Test
    void gleifShouldPageChildrenAndFindByTheNumberOfTheRegister() throws Exception {
        String large = FIXTURE.party("FR", "large-group").path("lei").asText();
        JsonNode page = FIXTURE.get(
                        "/gleif/api/v1/lei-records/" + large + "/direct-children?page%5Bnumber%5D=2&page%5Bsize%5D=100")
                .json();
        assertThat(page.at("/meta/pagination/total").asInt()).isEqualTo(130);
        assertThat(page.path("data")).hasSize(30);
        JsonNode company = FIXTURE.party("BR", "child");
        String written = company.path("id").asText().replaceFirst("(..)(...)(...)(....)(..)", "$1.$2.$3%2F$4-$5");
        JsonNode found = FIXTURE.get("/gleif/api/v1/lei-records?filter%5Bentity.registeredAs%5D=" + written
                        + "&filter%5Bentity.legalAddress.country%5D=BR")
                .json();
        assertThat(texts(found.path("data"), "/id"))
                .containsExactly(company.path("lei").asText());
        assertThat(FIXTURE.get("/gleif/api/v1/lei-records?filter[colour]=red").status())
                .isEqualTo(400);
    }

    @Test
    void viesShouldAnswerBothFormsAndDiscloseWhatTheCountryDiscloses() throws Exception {
        String vat = FIXTURE.party("FR", "vat").path("vat").asText();
        JsonNode checked = check("FR", vat.substring(2)).json();
        assertThat(checked.path("valid").asBoolean()).isTrue();
        assertThat(checked.path("address").asText()).contains("\n75002 PARIS");
        JsonNode looked = FIXTURE.get("/vies/ms/FR/vat/" + vat.substring(2)).json();
        assertThat(looked.path("isValid").asBoolean()).isTrue();
        assertThat(looked.path("userError").asText()).isEqualTo("VALID");
        JsonNode german = check("DE", FIXTURE.id("DE", "vat").substring(2)).json();
        assertThat(german.path("valid").asBoolean()).isTrue();
        assertThat(german.path("name").asText()).isEqualTo("---");
        assertThat(check("EL", FIXTURE.id("GR", "vat").substring(2))
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(check("FR", "00111111111").json().path("valid").asBoolean(true))
                .isFalse();
        assertThat(check("BR", "123").json().at("/errorWrappers/0/error").asText())
                .isEqualTo("INVALID_INPUT");
    }

    private static Answer check(String country, String number) throws Exception {
        return FIXTURE.call(
                "POST",
                "/vies/taxation_customs/vies/rest-api/check-vat-number",
                "{\"countryCode\": \"%s\", \"vatNumber\": \"%s\"}".formatted(country, number));
    }

    @Test
    void openSanctionsShouldTellListedPeopleFromNamesakes() throws Exception {
        JsonNode listed = FIXTURE.party("NO", "pep");
        String born = FIXTURE.get("/_parties/" + listed.path("id").asText())
                .json()
                .path("birthDate")
                .asText();
        JsonNode hit =
                match("default", "Person", listed.path("name").asText(), born).at("/results/0");
        assertThat(hit.path("match").asBoolean()).isTrue();
        assertThat(hit.path("score").asDouble()).isGreaterThan(0.9);
        assertThat(texts(hit.at("/properties/topics"), "")).containsExactly("role.pep");
        JsonNode other = match("default", "Person", listed.path("name").asText(), "1901-01-01")
                .at("/results/0");
        assertThat(other.path("match").asBoolean(true)).isFalse();
        assertThat(match("sanctions", "Person", listed.path("name").asText(), born)
                        .path("results"))
                .noneMatch(result -> result.path("match").asBoolean());
        assertThat(match("default", "Person", "Nobody Atall", born)
                        .at("/total/value")
                        .asInt())
                .isZero();
        JsonNode company = FIXTURE.party("GB", "sanctioned");
        assertThat(match("default", "Company", company.path("name").asText(), "")
                        .at("/results/0/schema")
                        .asText())
                .isEqualTo("Company");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/match/default | {} | 422",
                "/match/default | nothing | 422",
                "/match/default | {\"queries\": {}} | 400",
                "/match/default | {\"queries\": {\"q\": {}}} | 422",
                "/match/elsewhere | {\"queries\": {}} | 404"
            })
    void openSanctionsShouldRefuseWhatItDoesNotTake(String path, String body, int status) throws Exception {
        Answer answer = FIXTURE.call("POST", "/opensanctions" + path, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().has("detail")).isTrue();
    }

    private static JsonNode match(String dataset, String schema, String name, String born) throws Exception {
        String birth = born.isEmpty() ? "" : ", \"birthDate\": [\"" + born + "\"]";
        return FIXTURE.call(
                        "POST",
                        "/opensanctions/match/" + dataset,
                        "{\"queries\": {\"q\": {\"schema\": \"%s\", \"properties\": {\"name\": [\"%s\"]%s}}}}"
                                .formatted(schema, name, birth))
                .json()
                .at("/responses/q");
    }
}
