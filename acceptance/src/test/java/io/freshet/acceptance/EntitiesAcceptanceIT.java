package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making, finding and listing entities, seen from outside; each test has a tenant of its own. */
class EntitiesAcceptanceIT {

    private static final String CNPJ = "10.004.951/0001-92";

    private Client client;

    @BeforeEach
    void makeTenant() throws Exception {
        client = OtherTenant.client("*");
    }

    @Test
    void shouldKeepEveryFieldWhenAnEntityIsMade() throws Exception {
        Client.Answer made = client.post("/entities", """
                {"type": "company", "country": "br", "taxId": "10004951000192", "name": "Acme", "externalId": "a-1",
                 "isClient": true, "status": "blocked", "reason": "fraud", "attributes": {"tier": 1},
                 "entityData": {"company": {"legalName": "Acme SA"}}, "anything": "else"}
                """);
        assertThat(made.status()).isEqualTo(201);
        JsonNode data = made.body().path("data");
        assertThat(data.path("country").asText()).isEqualTo("BR");
        assertThat(data.path("taxId").asText()).isEqualTo(CNPJ);
        assertThat(data.path("status").asText()).isEqualTo("blocked");
        assertThat(data.at("/entityData/company/legalName").asText()).isEqualTo("Acme SA");
        assertThat(data.path("riskMatrixIds")).isEmpty();
        assertThat(data.path("deletedAt").isNull()).isTrue();
        assertThat(client.get("/entities/" + data.path("id").asText()).body().path("data"))
                .isEqualTo(data);
        assertThat(made.response().headers().firstValue("Location"))
                .hasValue("/entities/" + data.path("id").asText());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"robot\", \"name\": \"X\"} | /type",
                "{\"type\": \"company\", \"name\": \"X\", \"country\": \"ZZ\"} | /country",
                "{\"type\": \"company\", \"taxId\": \"10004951000192\"} | /country",
                "{\"type\": \"company\", \"country\": \"BR\", \"taxId\": \"10004951000193\"} | /taxId",
                "{\"type\": \"company\"} | /taxId",
                "{\"type\": \"company\", \"name\": \"X\", \"status\": \"deleted\"} | /status",
                "{\"type\": \"company\", \"name\": \"X\", \"status\": \"suspended\"} | /reason",
                "{\"type\": \"company\", \"name\": \"X\", \"attributes\": []} | /attributes",
                "{\"type\": \"company\", \"name\": \"X\", \"riskMatrixIds\": [\"no\"]} | /riskMatrixIds/0",
                "{\"type\": \"company\", \"name\": \"X\", \"riskMatrixIds\": [\"0191d2f6-7a3c-7def-8123-00000000abcd\"]}"
                        + " | /riskMatrixIds/0"
            })
    void shouldNameTheFieldWhenABodyIsNotValid(String body, String path) throws Exception {
        Client.Answer answer = client.post("/entities", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(paths(answer)).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "inactive", "blocked", "under_review", "suspended", "expired", "rejected"})
    void statusShouldBeOneOfTheListAndUnderReviewByDefault(String status) throws Exception {
        String usual = company("Usual");
        String id = id(client.post(
                "/entities",
                "{\"type\": \"person\", \"name\": \"X\", \"status\": \"" + status + "\", \"reason\": \"why\"}"));
        assertThat(client.get("/entities/" + usual).body().at("/data/status").asText())
                .isEqualTo("under_review");
        assertThat(client.get("/entities/" + id).body().at("/data/status").asText())
                .isEqualTo(status);
        assertThat(listed("?type=person&status=" + status)).containsExactly(id);
    }

    @Test
    void shouldAnswerNotModifiedWhenTheCallerHasTheState() throws Exception {
        Client.Answer shown = client.get("/entities/" + company("Acme"));
        String etag = shown.response().headers().firstValue("ETag").orElseThrow();
        String path = "/entities/" + shown.body().at("/data/id").asText();
        for (String header : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
            assertThat(client.get(path, "If-None-Match", header).status())
                    .as(header)
                    .isEqualTo(304);
        }
        assertThat(client.get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "a/b", "history", "ünï", "q?x=1&y", "100%"})
    void shouldFindByExternalIdWhateverItIs(String externalId) throws Exception {
        String id = id(client.post(
                "/entities", "{\"type\": \"person\", \"name\": \"X\", \"externalId\": \"" + externalId + "\"}"));
        Client.Answer found = client.get("/entities/by-external-id/" + encoded(externalId));
        assertThat(found.status()).isEqualTo(200);
        assertThat(id(found)).isEqualTo(id);
        assertThat(client.get("/entities/by-external-id/" + encoded(externalId + "x"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10004951000192", CNPJ, "10 004 951 0001 92", "10004951/0001-92"})
    void shouldFindByTaxIdHoweverItIsWritten(String taxId) throws Exception {
        String id = company(CNPJ, "Acme");
        for (String query : List.of("", "?country=BR", "?country=br&type=company")) {
            assertThat(id(client.get("/entities/by-tax-id/" + encoded(taxId) + query)))
                    .isEqualTo(id);
            assertThat(id(client.get("/entities/by-tax-id/" + taxId.replace(" ", "%20") + query)))
                    .isEqualTo(id);
        }
        for (String query : List.of("?country=GB", "?type=person")) {
            assertThat(client.get("/entities/by-tax-id/" + encoded(taxId) + query)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(paths(client.get("/entities/by-tax-id/" + encoded(taxId) + "?country=ZZ")))
                .containsExactly("?country");
    }

    @Test
    void shouldNameTheEntitiesWhenSeveralHaveTheTaxId() throws Exception {
        String american = id(client.post(
                "/entities",
                "{\"type\": \"company\", \"country\": \"US\", \"taxId\": \"12-3456789\", \"name\": \"A\"}"));
        String canadian = id(client.post(
                "/entities", "{\"type\": \"person\", \"country\": \"CA\", \"taxId\": \"123456789\", \"name\": \"B\"}"));
        Client.Answer ambiguous = client.get("/entities/by-tax-id/123456789");
        assertThat(ambiguous.status()).isEqualTo(409);
        assertThat(ambiguous.body().at("/error/code").asText()).isEqualTo("ambiguous_tax_id");
        assertThat(ambiguous.body().at("/error/details"))
                .extracting(detail -> detail.path("message").asText())
                .containsExactlyInAnyOrder(american, canadian);
        assertThat(id(client.get("/entities/by-tax-id/123456789?country=US"))).isEqualTo(american);
        assertThat(id(client.get("/entities/by-tax-id/123456789?type=person"))).isEqualTo(canadian);
    }

    @Test
    void shouldListWhatEveryFilterSays() throws Exception {
        String brazilian = company(CNPJ, "Padaria Água Clara");
        String person = id(client.post("/entities", """
                {"type": "person", "country": "GB", "name": "Jane Roe", "externalId": "crm-77", "status": "active"}
                """));
        assertThat(listed("")).containsExactly(person, brazilian);
        assertThat(listed("?type=company")).containsExactly(brazilian);
        assertThat(listed("?country=gb")).containsExactly(person);
        assertThat(listed("?taxId=10004951000192")).containsExactly(brazilian);
        assertThat(listed("?taxId=10.004.951%2F0001-92&country=BR")).containsExactly(brazilian);
        assertThat(listed("?taxId=10004951000192&country=GB")).isEmpty();
        assertThat(listed("?externalId=crm-77")).containsExactly(person);
        assertThat(listed("?status=active")).containsExactly(person);
        assertThat(listed("?status=deleted")).isEmpty();
        assertThat(listed("?q=" + encoded("ÁGUA"))).containsExactly(brazilian);
        assertThat(listed("?q=CRM-7")).containsExactly(person);
        assertThat(listed("?type=person&country=GB&status=active&q=roe&externalId=crm-77"))
                .containsExactly(person);
        assertThat(listed("?unknown=1&type=")).containsExactly(person, brazilian);
    }

    @Test
    void shouldNameTheParameterWhenAFilterIsNotValid() throws Exception {
        Client.Answer answer = client.get("/entities?type=x&country=ZZ&status=y&limit=0&cursor=z&q=" + "q".repeat(300));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(paths(answer)).containsExactly("?type", "?country", "?status", "?q", "?cursor", "?limit");
    }

    @Test
    void shouldListPageByPageNewestFirst() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(company("Number " + i));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Client.Answer page = client.get("/entities?limit=2" + cursor);
            assertThat(page.body().path("items").size()).isLessThanOrEqualTo(2);
            page.body().path("items").forEach(item -> seen.add(item.path("id").asText()));
            JsonNode next = page.body().at("/page/next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
            assertThat(client.get("/entities?type=company&limit=2&cursor=" + next.asText())
                            .status())
                    .isEqualTo(400);
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void shouldLetAKeyDoWhatItMayAndNoTenantSeeAnothersEntities() throws Exception {
        String id = company(CNPJ, "Acme");
        Client stranger = OtherTenant.client("*");
        for (String path :
                List.of("/entities/" + id, "/entities/by-tax-id/10004951000192", "/entities/" + id + "/history")) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(stranger.patch("/entities/" + id, "{}").status()).isEqualTo(404);
        assertThat(stranger.delete("/entities/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/entities").body().path("items")).isEmpty();
        Client reader = OtherTenant.client("entities:read");
        assertThat(reader.get("/entities").status()).isEqualTo(200);
        assertThat(reader.put("/entities/upsert", "{}").status()).isEqualTo(403);
        assertThat(reader.patch("/entities/" + UUID.randomUUID(), "{}").status())
                .isEqualTo(403);
        assertThat(reader.delete("/entities/" + UUID.randomUUID()).status()).isEqualTo(403);
        assertThat(OtherTenant.client("entities:write").get("/entities").status())
                .isEqualTo(403);
    }

    private List<String> listed(String query) throws Exception {
        Client.Answer answer = client.get("/entities" + query);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().fieldNames()).toIterable().containsExactlyInAnyOrder("success", "items", "page");
        List<String> ids = new ArrayList<>();
        answer.body().path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private String company(String name) throws Exception {
        return id(client.post("/entities", "{\"type\": \"company\", \"name\": \"" + name + "\"}"));
    }

    private String company(String taxId, String name) throws Exception {
        return id(client.post(
                "/entities",
                "{\"type\": \"company\", \"country\": \"BR\", \"taxId\": \"" + taxId + "\", \"name\": \"" + name
                        + "\"}"));
    }

    private static String id(Client.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
        return answer.body().at("/data/id").asText();
    }

    private static List<String> paths(Client.Answer answer) {
        List<String> paths = new ArrayList<>();
        answer.body()
                .at("/error/details")
                .forEach(detail -> paths.add(detail.path("path").asText()));
        return paths;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
