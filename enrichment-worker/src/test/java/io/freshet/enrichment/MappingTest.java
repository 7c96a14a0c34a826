package io.freshet.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.NormalizedProfile;
import io.freshet.core.NormalizedProfile.Share;
import io.freshet.core.NormalizedProfile.Shareholder;
import io.freshet.core.PartyType;
import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.JsonataMapping.MappingException;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The mappings on recorded and made-up documents in the wire formats of the registers. */
class MappingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<ProviderDefinition> CATALOGUE = CatalogueReader.read(Map.of());
    private final ProfileReader reader = new ProfileReader();

    @Test
    void shouldReadTheRecordedAssociation() throws Exception {
        NormalizedProfile profile = brazil(document("brasilapi-19131243000197"));
        assertThat(profile.fullName()).isEqualTo("OPEN KNOWLEDGE BRASIL");
        assertThat(profile.taxId()).isEqualTo("19.131.243/0001-97");
        assertThat(profile.tradeNames()).isNull();
        assertThat(Objects.requireNonNull(profile.status()).code()).isEqualTo("active");
        assertThat(profile.incorporationDate()).isEqualTo("2013-10-03");
        assertThat(Objects.requireNonNull(profile.industry()).code()).isEqualTo("9430800");
        assertThat(Objects.requireNonNull(profile.address()).street()).isEqualTo("AVENIDA PAULISTA 37");
        assertThat(profile.shareholders()).isNull();
        assertThat(profile.officers()).singleElement().satisfies(officer -> {
            assertThat(officer.kind()).isEqualTo(PartyType.PERSON);
            assertThat(officer.taxId()).isEqualTo("***123456**");
            assertThat(Objects.requireNonNull(officer.role()).code()).isEqualTo("16");
        });
    }

    @Test
    void shouldKeepOwnersAndManagersApart() throws Exception {
        ObjectNode document = (ObjectNode) document("brasilapi-19131243000197");
        ArrayNode partners = document.putArray("qsa");
        partner(partners, 1, 22, "19131243000197");
        partner(partners, 2, 49, "***111111**");
        partner(partners, 2, 10, "***222222**");
        partner(partners, 3, 37, null);
        partner(partners, 2, 0, "***333333**");
        NormalizedProfile profile = brazil(document);
        assertThat(profile.shareholders())
                .extracting(Shareholder::kind, Shareholder::taxId, Shareholder::country)
                .containsExactly(
                        tuple(PartyType.COMPANY, "19.131.243/0001-97", "BR"),
                        tuple(PartyType.PERSON, "***111111**", "BR"),
                        tuple(PartyType.COMPANY, null, null));
        assertThat(profile.shareholders())
                .allSatisfy(holder -> assertThat(holder.percentage()).isNull());
        assertThat(profile.officers())
                .extracting(officer -> officer.taxId())
                .containsExactly("***111111**", "***222222**");
    }

    @Test
    void shouldReadTheRecordedOwnerWithItsBands() throws Exception {
        NormalizedProfile profile =
                britain(controllers(document("companieshouse-psc-14273658").path("data")));
        assertThat(profile.fullName()).isEqualTo("CANDOUR GROUP LIMITED");
        assertThat(Objects.requireNonNull(profile.address()).country()).isEqualTo("GB");
        assertThat(profile.shareholders()).singleElement().satisfies(holder -> {
            assertThat(holder.kind()).isEqualTo(PartyType.COMPANY);
            assertThat(holder.taxId()).isEqualTo("13707911");
            assertThat(holder.percentage()).isEqualTo(new Share(75, 100));
            assertThat(holder.votingPercentage()).isEqualTo(new Share(75, 100));
            assertThat(holder.since()).isEqualTo("2022-08-03");
            assertThat(holder.until()).isNull();
        });
    }

    private NormalizedProfile brazil(JsonNode document) throws MappingException {
        return Objects.requireNonNull(reader.read(evaluate(CATALOGUE.get(0), document), "br"));
    }

    private NormalizedProfile britain(JsonNode document) throws MappingException {
        return Objects.requireNonNull(reader.read(evaluate(CATALOGUE.get(1), document), "gb"));
    }

    private static @Nullable Object evaluate(ProviderDefinition provider, JsonNode document) throws MappingException {
        return provider.response().mapping().evaluate(JSON.convertValue(document, Object.class));
    }

    private static ObjectNode controllers(JsonNode item) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        document.set("company", document("companieshouse-08957400"));
        document.putObject("pscs").putArray("items").add(item);
        return document;
    }

    private static void partner(ArrayNode partners, int kind, int qualification, @Nullable String taxId) {
        partners.addObject()
                .put("identificador_de_socio", kind)
                .put("codigo_qualificacao_socio", qualification)
                .put("nome_socio", "NAME " + qualification)
                .put("cnpj_cpf_do_socio", taxId);
    }

    private static JsonNode document(String name) throws IOException {
        String file = "/documents/" + name + ".json";
        try (InputStream stream = Objects.requireNonNull(MappingTest.class.getResourceAsStream(file), file)) {
            return JSON.readTree(stream);
        }
    }
}
