package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What the tests of the operations share: companies that no other test takes, and how answers are read. */
final class Operations {

    static final String BRAZIL = "br_brasilapi_company_enrichment";
    static final String BRITAIN = "gb_companieshouse_company_enrichment";

    private final Client client = SharedSystem.client();
    private final ObjectMapper json = new ObjectMapper();

    /** Makes an entity from a whole body and gives its id. */
    String created(String body) throws Exception {
        Client.Answer answer = client.post("/entities", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().at("/data/id").asText();
    }

    /** The id of a company, which other tests may have made. */
    String company(String taxId) throws Exception {
        Client.Answer answer =
                client.post("/entities", "{\"type\": \"company\", \"country\": \"BR\", \"taxId\": \"" + taxId + "\"}");
        return answer.status() == 409
                ? answer.body().at("/error/details/0/message").asText()
                : answer.body().at("/data/id").asText();
    }

    String newCompany() throws Exception {
        return company(Companies.plain());
    }

    JsonNode entity(String id) throws Exception {
        return client.get("/entities/" + id).body().path("data");
    }

    /** Runs to the end and gives the full result. */
    JsonNode run(String path, String body) throws Exception {
        Client.Answer answer = client.post(path, body, "Prefer", "wait=60");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    Client.Answer post(String path, String body) throws Exception {
        return client.post(path, body);
    }

    /** Makes the register think about the company for a while, once. */
    void slow(String taxId, int milliseconds) throws Exception {
        String fault = json.createObjectNode()
                .put("subject", taxId)
                .put("latencyMs", milliseconds)
                .put("times", 1)
                .toString();
        assertThat(client.call("PUT", SharedSystem.get().simulator().url() + "/_faults", fault))
                .isLessThan(300);
    }

    /** The matrix that every new organization has. */
    String defaultMatrix() throws SQLException {
        try (Connection connection = SharedSystem.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT matrix_id FROM freshet.risk_matrix WHERE name = 'Default KYB' LIMIT 1");
                ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    /** A matrix that listens to analyses and needs a field; there is no endpoint that makes one. Closing takes it away. */
    TemporaryMatrix matrix(String requiredField) throws SQLException {
        UUID id = UUID.randomUUID();
        String name = "Needs " + requiredField;
        String document = """
                {"name": "%s", "status": "active", "triggers": {"manual": true}, "requiredFields": ["%s"], "rules": []}
                """.formatted(name, requiredField);
        execute(
                "INSERT INTO freshet.risk_matrix (matrix_id, version, tenant_id, name, status, document, created_at)"
                        + " SELECT ?::uuid, 1, tenant_id, ?, 'active', ?::jsonb, now() FROM freshet.risk_matrix"
                        + " WHERE name = 'Default KYB' LIMIT 1",
                id.toString(),
                name,
                document);
        return new TemporaryMatrix(id, name);
    }

    record TemporaryMatrix(UUID id, String name) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            execute("DELETE FROM freshet.risk_matrix WHERE matrix_id = ?::uuid", id.toString());
        }
    }

    /** The matrix that every new organization has needs a field, until it is closed. */
    Requirement requirement(String field) throws SQLException {
        execute(
                "UPDATE freshet.risk_matrix SET document = document || jsonb_build_object('requiredFields', jsonb_build_array(?))"
                        + " WHERE name = 'Default KYB'",
                field);
        return new Requirement("Default KYB");
    }

    record Requirement(String matrix) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            execute("UPDATE freshet.risk_matrix SET document = document - 'requiredFields' WHERE name = ?", matrix);
        }
    }

    private static void execute(String sql, String... arguments) throws SQLException {
        try (Connection connection = SharedSystem.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    static JsonNode outcome(JsonNode result, String code) {
        for (JsonNode provider : result.at("/data/providers")) {
            if (provider.path("code").asText().equals(code)) {
                return provider;
            }
        }
        throw new AssertionError("no outcome of " + code + " in " + result.at("/data/providers"));
    }

    static void assertRefused(Client.Answer answer, int status, String code, String... paths) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.body().at("/error/details"))
                .extracting(detail -> detail.path("path").asText())
                .containsAll(List.of(paths));
    }
}
