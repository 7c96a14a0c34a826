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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
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

    /** Every nature of the published enumeration gives the band that it stands for, and no other. */
    @Test
    void shouldReadEveryPublishedNatureOfControl() throws Exception {
        for (JsonNode nature : document("natures_of_control").path("natures_of_control")) {
            ObjectNode item = JSON.createObjectNode()
                    .put("kind", "individual-person-with-significant-control")
                    .put("name", "Somebody");
            item.putArray("natures_of_control").add(nature.path("code").asText());
            List<Shareholder> holders =
                    Objects.requireNonNull(britain(controllers(item)).shareholders());
            JsonNode band = nature.path("band");
            Share expected = band.isObject()
                    ? new Share(
                            band.path("lower").asDouble(), band.path("upper").asDouble())
                    : null;
            String interest = nature.path("interest").asText();
            boolean voting = interest.equals("voting");
            boolean owning = interest.equals("shares") || interest.equals("surplus-assets");
            assertThat(holders.getFirst().percentage()).as(nature.toString()).isEqualTo(owning ? expected : null);
            assertThat(holders.getFirst().votingPercentage())
                    .as(nature.toString())
                    .isEqualTo(voting ? expected : null);
        }
    }

    /** Whatever a document holds, the profile has no empty text, no share out of range, and nothing is thrown. */
    @Test
    void shouldBeTotalWhenDocumentsAreMutated() throws Exception {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<JsonNode> documents = List.of(
                document("brasilapi-19131243000197"),
                controllers(document("companieshouse-psc-14273658").path("data")));
        for (int round = 0; round < 4_000; round++) {
            int provider = round % 2;
            JsonNode mutated = documents.get(provider).deepCopy();
            for (int i = 0; i <= random.nextInt(5); i++) {
                mutate(mutated, random);
            }
            NormalizedProfile profile = mapped(CATALOGUE.get(provider), mutated);
            if (profile != null) {
                assertClean(JSON.valueToTree(profile), "");
            }
        }
    }

    private static void assertClean(JsonNode node, String key) {
        if (node.isTextual()) {
            assertThat(node.textValue()).as(key).isNotBlank();
        }
        if (key.endsWith("ercentage")) {
            assertThat(node.path("min").asDouble()).isBetween(0.0, 100.0);
            assertThat(node.path("max").asDouble()).isBetween(node.path("min").asDouble(), 100.0);
        }
        node.properties().forEach(field -> assertClean(field.getValue(), field.getKey()));
        if (node.isArray()) {
            node.forEach(item -> assertClean(item, ""));
        }
    }

    private static void mutate(JsonNode node, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(node, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.put(name, "");
            case 3 -> object.put(name, random.nextInt());
            case 4 -> object.putArray(name).add("x").addNull();
            case 5 -> object.putObject(name).put("x", 1);
            case 6 -> object.put(name, random.nextBoolean());
            default -> object.put(name, "\u0000 9999-99-99");
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private NormalizedProfile brazil(JsonNode document) throws MappingException {
        return Objects.requireNonNull(reader.read(evaluate(CATALOGUE.get(0), document), "br"));
    }

    private NormalizedProfile britain(JsonNode document) throws MappingException {
        return Objects.requireNonNull(reader.read(evaluate(CATALOGUE.get(1), document), "gb"));
    }

    private @Nullable NormalizedProfile mapped(ProviderDefinition provider, JsonNode document) {
        try {
            return reader.read(evaluate(provider, document), provider.code());
        } catch (MappingException e) {
            return null;
        }
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
