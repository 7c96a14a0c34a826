package io.freshet.simulator;

import static io.freshet.simulator.SimulatorFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.simulator.SimulatorFixture.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the registers of single countries answer, by their published forms. */
class RegisterFormatsTest {

    private static final SimulatorFixture FIXTURE = new SimulatorFixture();

    @AfterAll
    static void end() {
        FIXTURE.close();
    }

    @Test
    void brasilApiShouldShowForeignOwnersWithoutNumber() throws Exception {
        JsonNode company = FIXTURE.get("/brasilapi/api/cnpj/v1/" + FIXTURE.id("BR", "foreign"))
                .json();
        JsonNode owner = company.at("/qsa/0");
        assertThat(owner.path("identificador_de_socio").asInt()).isEqualTo(3);
        assertThat(owner.path("cnpj_cpf_do_socio").asText("none")).isEmpty();
        assertThat(owner.path("pais").asText()).isNotEmpty();
        assertThat(company.at("/qsa/1/cnpj_cpf_do_socio").asText()).matches("\\*{3}[0-9]{6}\\*{2}");
    }

    @ParameterizedTest
    @CsvSource({"123, 400, BadRequestError", "97000001000178, 404, NotFoundError"})
    void brasilApiShouldSayWhatIsWrong(String cnpj, int status, String name) throws Exception {
        Answer answer = FIXTURE.get("/brasilapi/api/cnpj/v1/" + cnpj);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("name").asText()).isEqualTo(name);
        assertThat(answer.json().path("message").asText()).contains(cnpj);
    }

    @Test
    void companiesHouseShouldPageControllersAndTellWhoIsForeign() throws Exception {
        String wide = "/companieshouse/company/" + FIXTURE.id("GB", "wide") + "/persons-with-significant-control";
        JsonNode last =
                FIXTURE.get(wide + "?items_per_page=100&start_index=250").json();
        assertThat(last.path("total_results").asInt()).isEqualTo(300);
        assertThat(last.path("items")).hasSize(50);
        assertThat(FIXTURE.get(wide).json().path("items")).hasSize(35);
        JsonNode owners = FIXTURE.get(
                        "/companieshouse/company/" + FIXTURE.id("GB", "child") + "/persons-with-significant-control")
                .json();
        assertThat(owners.at("/items/0/identification/country_registered").asText())
                .isEqualTo("Brazil");
        assertThat(owners.at("/items/1/date_of_birth/year").asInt()).isBetween(1940, 1999);
    }

    @Test
    void companiesHouseShouldAskForCredentials() throws Exception {
        Answer answer = FIXTURE.send(
                HttpRequest.newBuilder(URI.create(FIXTURE.simulator().url() + "/companieshouse/company/03005162")));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(FIXTURE.get("/companieshouse/company/99999999")
                        .json()
                        .at("/errors/0/error")
                        .asText())
                .isEqualTo("company-profile-not-found");
    }

    @ParameterizedTest
    @CsvSource({"/brreg", "/brreg/enhetsregisteret/api"})
    void brregShouldAnswerBelowBothBaseAddresses(String base) throws Exception {
        String id = FIXTURE.id("NO", "deep");
        JsonNode unit = FIXTURE.get(base + "/enheter/" + id).json();
        assertThat(unit.path("organisasjonsnummer").asText()).isEqualTo(id);
        assertThat(unit.at("/organisasjonsform/kode").asText()).isIn("ANS", "DA");
        JsonNode roles = FIXTURE.get(base + "/enheter/" + id + "/roller").json();
        assertThat(roles.at("/rollegrupper/0/roller/0/type/kode").asText()).isIn("DTSO", "DTPR");
        assertThat(roles.at("/rollegrupper/0/roller/0/enhet/organisasjonsnummer")
                        .asText())
                .matches("9[0-9]{8}");
        assertThat(roles.at("/rollegrupper/0/roller/1/person/fodselsdato").asText())
                .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        assertThat(FIXTURE.get(base + "/enheter/999999999").status()).isEqualTo(404);
    }

    @Test
    void brregShouldTellWhoHasLeftAndWhatWasStruckOff() throws Exception {
        JsonNode roles = FIXTURE.get("/brreg/enheter/" + FIXTURE.id("NO", "ceased") + "/roller")
                .json();
        assertThat(texts(roles.at("/rollegrupper/0/roller"), "/fratraadt")).containsExactly("false", "true");
        String dissolved = "/brreg/enheter/" + FIXTURE.id("NO", "dissolved");
        assertThat(FIXTURE.get(dissolved).json().path("slettedato").asText()).isEqualTo("2023-11-30");
        assertThat(FIXTURE.get("/brreg/enheter/" + FIXTURE.id("NO", "insolvent"))
                        .json()
                        .path("konkurs")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void brregShouldTellThePartsOfThoseWhoAreLiableForAPart() throws Exception {
        List<JsonNode> shared = new ArrayList<>();
        for (String id : FIXTURE.simulator().tagged("diamond")) {
            JsonNode roles =
                    FIXTURE.get("/brreg/enheter/" + id + "/roller").json().at("/rollegrupper/0/roller");
            roles.forEach(role -> {
                if (role.at("/type/kode").asText().equals("DTPR")) {
                    shared.add(role);
                }
            });
        }
        assertThat(shared)
                .isNotEmpty()
                .allSatisfy(
                        role -> assertThat(role.path("ansvarsandel").asText()).matches("[1-9]/[1-9]"));
    }

    @Test
    void registersShouldKeepBackWhatTheyMayNotShow() throws Exception {
        Answer removed = FIXTURE.get("/brreg/enheter/" + FIXTURE.id("NO", "masked"));
        assertThat(removed.status()).isEqualTo(410);
        assertThat(removed.json().has("navn")).isFalse();
        JsonNode secure = FIXTURE.get("/companieshouse/company/" + FIXTURE.id("GB", "super-secure")
                        + "/persons-with-significant-control")
                .json()
                .at("/items/0");
        assertThat(secure.path("kind").asText()).isEqualTo("super-secure-person-with-significant-control");
        assertThat(secure.has("name")).isFalse();
    }

    @Test
    void rechercheEntreprisesShouldFindTheSirenAndKeepBackWhatIsNotDisclosed() throws Exception {
        String id = FIXTURE.id("FR", "deep");
        JsonNode found = FIXTURE.get("/rechercheentreprises/search?q=" + id + "&page=1&per_page=1")
                .json();
        assertThat(found.path("total_results").asInt()).isEqualTo(1);
        assertThat(found.at("/results/0/siren").asText()).isEqualTo(id);
        assertThat(found.at("/results/0/dirigeants/0/siren").asText()).matches("[0-9]{9}");
        assertThat(found.at("/results/0/dirigeants/1/date_de_naissance").asText())
                .matches("[0-9]{4}-[0-9]{2}");
        JsonNode masked = FIXTURE.get("/rechercheentreprises/search?q=" + FIXTURE.id("FR", "masked"))
                .json()
                .at("/results/0");
        assertThat(masked.path("statut_diffusion").asText()).isEqualTo("P");
        assertThat(masked.path("nom_complet").asText()).doesNotContain("[");
        assertThat(masked.at("/siege/adresse").asText()).isEqualTo("[NON-DIFFUSIBLE]");
        assertThat(masked.at("/dirigeants/0/nom").asText()).isEqualTo("[NON-DIFFUSIBLE]");
        JsonNode closed = FIXTURE.get("/rechercheentreprises/search?q=" + FIXTURE.id("FR", "dissolved"))
                .json()
                .at("/results/0");
        assertThat(closed.path("etat_administratif").asText()).isEqualTo("C");
        assertThat(closed.path("date_fermeture").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"q=1", "q=500000000&page=0", "q=500000000&per_page=26", "q=500000000&page=x"})
    void rechercheEntreprisesShouldRefuseWhatItDoesNotTake(String query) throws Exception {
        Answer answer = FIXTURE.get("/rechercheentreprises/search?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("erreur").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/brasilapi/api/cnpj/v1/19131243000197, /razao_social, OPEN KNOWLEDGE BRASIL",
        "/companieshouse/company/08957400, /company_name, CANDOUR GROUP LIMITED",
        "/brreg/enheter/923609016, /navn, EQUINOR ASA",
        "/gleif/api/v1/lei-records/5493001KJTIIGC8Y1R12/direct-parent, /data/attributes/entity/legalName/name, Bloomberg L.P."
    })
    void shouldGiveRecordedAnswersOfTheRealServices(String path, String pointer, String value) throws Exception {
        assertThat(FIXTURE.get(path).json().at(pointer).asText()).isEqualTo(value);
    }
}
