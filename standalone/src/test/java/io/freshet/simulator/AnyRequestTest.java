package io.freshet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.simulator.SimulatorFixture.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever is asked, the services answer, in JSON. */
class AnyRequestTest {

    private static final SimulatorFixture FIXTURE = new SimulatorFixture();
    static final List<String> VENDORS = Simulator.VENDORS;
    private static final int REQUESTS = 600;
    private static final List<String> PARTS = List.of(
            "api",
            "cnpj",
            "v1",
            "company",
            "officers",
            "persons-with-significant-control",
            "enheter",
            "roller",
            "search",
            "lei-records",
            "direct-parent",
            "direct-children",
            "ultimate-parent-reporting-exception",
            "ms",
            "vat",
            "FR",
            "match",
            "default",
            "check-vat-number",
            "enhetsregisteret",
            "20000001000153",
            "04000001",
            "900000014",
            "800000028",
            "SIMU00GB000000000216",
            "03800000028",
            "",
            "..",
            "%",
            "ø",
            "a b");
    private static final List<String> QUERIES = List.of(
            "q=800000028",
            "q=nord",
            "q=",
            "page=1",
            "page=-1",
            "per_page=99999999999",
            "page[number]=0",
            "page[size]=999999",
            "page[number]=999999",
            "filter[lei]=x",
            "filter[entity.registeredAs]=",
            "filter[]",
            "items_per_page=0",
            "start_index=999999999",
            "limit=0",
            "limit=999",
            "threshold=1",
            "threshold=x",
            "&&",
            "=");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "{\"queries\": []}",
            "{\"queries\": {\"q\": 7}}",
            "{\"queries\": {\"q\": {\"schema\": \"Person\", \"properties\": {\"name\": \"x\", \"birthDate\": [7, null]}}}}",
            "{\"queries\": {\"q\": {\"schema\": \"Ship\", \"properties\": {}}}}",
            "{\"countryCode\": 7, \"vatNumber\": null}",
            "{\"countryCode\": \"FR\", \"vatNumber\": \"03800000028\"}");

    @AfterAll
    static void end() {
        FIXTURE.close();
    }

    @ParameterizedTest
    @FieldSource("VENDORS")
    void shouldAnswerWhateverIsAsked(String vendor) throws Exception {
        Random random = new Random(vendor.hashCode());
        for (int i = 0; i < REQUESTS; i++) {
            String path = random.ints(random.nextInt(1, 7), 0, PARTS.size())
                    .mapToObj(part -> URLEncoder.encode(PARTS.get(part), StandardCharsets.UTF_8)
                            .replace("+", "%20"))
                    .collect(Collectors.joining("/"));
            String query = random.ints(random.nextInt(3), 0, QUERIES.size())
                    .mapToObj(part -> QUERIES.get(part).replace("[", "%5B").replace("]", "%5D"))
                    .collect(Collectors.joining("&"));
            String body = BODIES.get(random.nextInt(BODIES.size()));
            Answer answer =
                    FIXTURE.call(random.nextBoolean() ? "GET" : "POST", '/' + vendor + '/' + path + '?' + query, body);
            assertThat(answer.status()).as(path + '?' + query + ' ' + body).isBetween(200, 499);
            assertThat(answer.json().isObject()).isTrue();
        }
    }
}
