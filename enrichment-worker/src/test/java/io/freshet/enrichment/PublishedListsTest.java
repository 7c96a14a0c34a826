package io.freshet.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mappings on every word of the enumerations that Companies House and the Receita Federal publish. */
class PublishedListsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ProviderDefinition> CATALOGUE = catalogue();
    private static final String HOLDER = "individual-person-with-significant-control";

    private final DocumentMapping mapping = new DocumentMapping();

    /** Who is an owner, a manager or both by code; the rest of the table is neither. */
    private static final Set<Integer> OWNERS = Set.of(
            20, 21, 22, 23, 24, 25, 26, 29, 30, 31, 34, 37, 38, 47, 48, 50, 52, 53, 55, 56, 57, 58, 59, 65, 66, 67, 68,
            69, 78, 79);

    private static final Set<Integer> BOTH = Set.of(28, 49, 74);
    private static final Set<Integer> NEITHER = Set.of(0, 9, 14, 15, 35, 54, 75);
    private static final int TREASURY = 63;

    @Test
    void shouldGiveEveryNatureOfControlItsBandAndItsKind() throws IOException {
        for (JsonNode nature : document("natures_of_control").path("natures_of_control")) {
            String code = nature.path("code").asText();
            JsonNode holder = holderOf(code);
            JsonNode band = nature.path("band");
            ObjectNode expected = JSON.createObjectNode()
                    .put("min", band.path("lower").asDouble())
                    .put("max", band.path("upper").asDouble());
            switch (nature.path("interest").asText()) {
                case "shares", "surplus-assets" -> {
                    assertThat(holder.path("percentage")).as(code).isEqualTo(expected);
                    assertThat(holder.has("votingPercentage")).as(code).isFalse();
                }
                case "voting" -> {
                    assertThat(holder.path("votingPercentage")).as(code).isEqualTo(expected);
                    assertThat(holder.has("percentage")).as(code).isFalse();
                }
                case "appoint-board", "influence", "nominee" -> {
                    assertThat(holder.has("percentage")).as(code).isFalse();
                    assertThat(holder.has("votingPercentage")).as(code).isFalse();
                }
                default -> throw new AssertionError("an interest that the list has anew: " + nature);
            }
            assertThat(holder.at("/role/code").asText()).isEqualTo(code);
            assertThat(holder.at("/role/label").asText()).isEqualTo(code.replace('-', ' '));
        }
    }

    @Test
    void shouldKeepSharesAndVotesApartWhenSomebodyHasBoth() throws IOException {
        JsonNode holder = holderOf("ownership-of-shares-25-to-50-percent", "voting-rights-75-to-100-percent");
        assertThat(holder.at("/percentage/max").asDouble()).isEqualTo(50);
        assertThat(holder.at("/votingPercentage/min").asDouble()).isEqualTo(75);
    }

    @Test
    void shouldWidenTheBandWhenSharesAreHeldInTwoWays() throws IOException {
        JsonNode holder =
                holderOf("ownership-of-shares-25-to-50-percent-as-trust", "ownership-of-shares-50-to-75-percent");
        assertThat(holder.at("/percentage/min").asDouble()).isEqualTo(50);
        assertThat(holder.at("/percentage/max").asDouble()).isEqualTo(100);
    }

    @Test
    void shouldTellEveryStatementAndHoldNoneForAHolder() throws IOException {
        JsonNode statements = document("natures_of_control").path("statements");
        ObjectNode document = company();
        ArrayNode items = document.putObject("statements").putArray("items");
        statements.forEach(statement -> items.addObject()
                .put("kind", "persons-with-significant-control-statement")
                .set("statement", statement));
        JsonNode profile = britain(document);
        assertThat(profile.has("shareholders")).isFalse();
        JsonNode told = profile.at("/extensions/pscStatements");
        assertThat(told).hasSameSizeAs(statements);
        for (int i = 0; i < statements.size(); i++) {
            assertThat(told.path(i).path("code")).isEqualTo(statements.path(i));
            assertThat(told.path(i).path("meaning").asText())
                    .as(told.path(i).toString())
                    .isNotBlank();
        }
    }

    @Test
    void shouldPlaceEveryKindOfNotice() throws IOException {
        for (JsonNode kind : document("natures_of_control").path("kinds")) {
            ObjectNode document = company();
            document.putObject("pscs")
                    .putArray("items")
                    .addObject()
                    .put("name", "Somebody")
                    .set("kind", kind);
            JsonNode profile = britain(document);
            String word = kind.asText();
            String holder = profile.at("/shareholders/0/kind").asText();
            if (word.startsWith("individual")) {
                assertThat(holder).as(word).isEqualTo("PERSON");
            } else if (word.startsWith("corporate") || word.startsWith("legal")) {
                assertThat(holder).as(word).isEqualTo("COMPANY");
            } else {
                assertThat(holder).as(word).isEmpty();
                assertThat(profile.at("/extensions").has("protectedHolders"))
                        .as(word)
                        .isEqualTo(word.startsWith("super-secure"));
                assertThat(profile.at("/extensions").has("otherNotices"))
                        .as(word)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "active, active",
        "dissolved, dissolved",
        "liquidation, inactive",
        "receivership, inactive",
        "administration, inactive",
        "voluntary-arrangement, inactive",
        "converted-closed, dissolved",
        "insolvency-proceedings, inactive",
        "registered, active",
        "removed, unknown",
        "closed, dissolved",
        "open, active"
    })
    void shouldReadEveryStatusOfCompaniesHouse(String status, String code) throws IOException {
        ObjectNode document = company();
        ((ObjectNode) document.path("company")).put("company_status", status);
        assertThat(britain(document).path("status"))
                .isEqualTo(JSON.createObjectNode().put("code", code).put("raw", status));
    }

    @Test
    void shouldKeepAStatusThatIsNotKnownAsItCame() throws IOException {
        ObjectNode document = company();
        ((ObjectNode) document.path("company")).put("company_status", "hibernating");
        assertThat(britain(document).path("status"))
                .isEqualTo(JSON.createObjectNode().put("raw", "hibernating"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cic-manager",
                "corporate-director",
                "corporate-llp-designated-member",
                "corporate-llp-member",
                "corporate-manager-of-an-eeig",
                "corporate-managing-officer",
                "corporate-member-of-a-management-organ",
                "corporate-member-of-a-supervisory-organ",
                "corporate-member-of-an-administrative-organ",
                "corporate-nominee-director",
                "corporate-nominee-secretary",
                "corporate-secretary",
                "director",
                "general-partner-in-a-limited-partnership",
                "judicial-factor",
                "limited-partner-in-a-limited-partnership",
                "llp-designated-member",
                "llp-member",
                "manager-of-an-eeig",
                "managing-officer",
                "member-of-a-management-organ",
                "member-of-a-supervisory-organ",
                "member-of-an-administrative-organ",
                "nominee-director",
                "nominee-secretary",
                "person-authorised-to-accept",
                "person-authorised-to-represent",
                "person-authorised-to-represent-and-accept",
                "receiver-and-manager",
                "secretary"
            })
    void shouldTakeEveryRoleForAnOfficer(String role) throws IOException {
        ObjectNode document = company();
        document.putObject("officers")
                .putArray("items")
                .addObject()
                .put("name", "N")
                .put("officer_role", role);
        JsonNode profile = britain(document);
        assertThat(profile.at("/officers/0/role/code").asText()).isEqualTo(role);
        assertThat(profile.at("/officers/0/kind").asText())
                .isEqualTo(role.startsWith("corporate-") ? "COMPANY" : "PERSON");
        assertThat(profile.has("shareholders")).isFalse();
    }

    @Test
    void shouldPlaceEveryQualificationOfTheReceita() throws IOException {
        JsonNode table = document("receita-qualifications");
        Set<Integer> asked = new TreeSet<>();
        table.fieldNames().forEachRemaining(code -> asked.add(Integer.parseInt(code)));
        assertThat(asked)
                .containsAll(OWNERS)
                .containsAll(BOTH)
                .containsAll(NEITHER)
                .contains(TREASURY);
        for (int code : asked) {
            JsonNode profile = brazil(code, table.path(Integer.toString(code)).asText());
            boolean owner = OWNERS.contains(code) || BOTH.contains(code);
            boolean neither = NEITHER.contains(code);
            boolean manager = !OWNERS.contains(code) && !neither && code != TREASURY;
            assertThat(profile.has("shareholders")).as("owner " + code).isEqualTo(owner);
            assertThat(profile.has("officers")).as("manager " + code).isEqualTo(manager);
            assertThat(profile.has("relatedParties")).as("neither " + code).isEqualTo(neither);
            assertThat(profile.at("/extensions").has("treasuryQuotas"))
                    .as("own " + code)
                    .isEqualTo(code == TREASURY);
            assertThat(profile.at("/shareholders/0").has("percentage")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 76, 77, 99})
    void shouldTakeNobodyForAnOwnerByACodeThatIsNotKnown(int code) throws IOException {
        JsonNode profile = brazil(code, "Desconhecida");
        assertThat(profile.has("shareholders")).isFalse();
        assertThat(profile.has("officers")).isFalse();
        assertThat(profile.at("/relatedParties/0/relation").asText()).isEqualTo("Desconhecida");
    }

    private JsonNode holderOf(String... natures) throws IOException {
        ObjectNode document = company();
        ArrayNode told = document.putObject("pscs")
                .putArray("items")
                .addObject()
                .put("kind", HOLDER)
                .put("name", "Somebody")
                .putArray("natures_of_control");
        List.of(natures).forEach(told::add);
        JsonNode holders = britain(document).path("shareholders");
        assertThat(holders).hasSize(1);
        return holders.path(0);
    }

    private static ObjectNode company() throws IOException {
        ObjectNode document = JSON.createObjectNode();
        document.set("company", document("companieshouse-08957400"));
        return document;
    }

    private JsonNode britain(JsonNode document) {
        return profile("gb_companieshouse_company_enrichment", document);
    }

    private JsonNode brazil(int qualification, String label) throws IOException {
        ObjectNode document = (ObjectNode) document("brasilapi-19131243000197");
        document.putArray("qsa")
                .addObject()
                .put("identificador_de_socio", 2)
                .put("nome_socio", "ALGUEM MODELO")
                .put("cnpj_cpf_do_socio", "***123456**")
                .put("codigo_qualificacao_socio", qualification)
                .put("qualificacao_socio", label);
        return profile("br_brasilapi_company_enrichment", document);
    }

    private JsonNode profile(String provider, JsonNode document) {
        ProviderDefinition definition = Objects.requireNonNull(CATALOGUE.get(provider), provider);
        Subject subject = Subject.company("GB", "08957400");
        assertThat(mapping.map(definition, subject, document)).isInstanceOf(DocumentMapping.Party.class);
        return ((DocumentMapping.Party) mapping.map(definition, subject, document)).profile();
    }

    private static Map<String, ProviderDefinition> catalogue() {
        return CatalogueReader.read(Map.of()).stream()
                .collect(Collectors.toMap(ProviderDefinition::code, found -> found));
    }

    private static JsonNode document(String name) throws IOException {
        String file = "/documents/" + name + ".json";
        try (InputStream stream = Objects.requireNonNull(PublishedListsTest.class.getResourceAsStream(file), file)) {
            return JSON.readTree(stream);
        }
    }
}
