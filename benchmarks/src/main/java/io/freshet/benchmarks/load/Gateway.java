package io.freshet.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The REST API as its callers address it. */
public final class Gateway {

    private static final int READ_TIMEOUT_MS = 120_000;

    private final InetSocketAddress address;
    private final String apiKey;

    public Gateway(String url, String apiKey) {
        URI uri = URI.create(url);
        this.address = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.apiKey = apiKey;
    }

    /**
     * Makes companies.
     *
     * @param country ISO 3166-1 alpha-2
     * @return a subject for each tax id, whose refresh has this body and waits for its end
     * @throws IllegalStateException when one is refused
     */
    public List<Subject> companies(String country, List<String> taxIds, String refreshBody) throws IOException {
        return subjects(country, taxIds, "Prefer: wait=60\r\n", refreshBody);
    }

    /** The same with refreshes whose end the answer does not wait for. */
    public List<Subject> unawaited(String country, List<String> taxIds, String refreshBody) throws IOException {
        return subjects(country, taxIds, "", refreshBody);
    }

    private List<Subject> subjects(String country, List<String> taxIds, String headers, String refreshBody)
            throws IOException {
        return entities(country, taxIds).stream()
                .map(id -> new Subject(post("/entities/" + id + "/refresh", headers, refreshBody)))
                .toList();
    }

    /**
     * Makes companies.
     *
     * @return the id of each, in the order of the tax ids
     * @throws IllegalStateException when one is refused
     */
    public List<String> entities(String country, List<String> taxIds) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> ids = new ArrayList<>(taxIds.size());
        try (HttpConnection connection = connect()) {
            for (String taxId : taxIds) {
                String body = json.createObjectNode()
                        .put("type", "company")
                        .put("country", country)
                        .put("taxId", taxId)
                        .toString();
                HttpConnection.Answer answer = connection.send(post("/entities", "", body));
                if (answer.status() != 201) {
                    throw new IllegalStateException("company " + taxId + " was refused: " + answer.text());
                }
                JsonNode created = json.readTree(answer.buffer(), answer.offset(), answer.length());
                ids.add(created.at("/data/id").asText());
            }
        }
        return ids;
    }

    /**
     * Leaves the tenant one provider.
     *
     * @throws IllegalStateException when the gateway refuses that
     */
    public void enableOnly(String code) throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (HttpConnection connection = connect()) {
            HttpConnection.Answer catalogue = connection.send(get("/marketplace/providers"));
            JsonNode providers = json.readTree(catalogue.buffer(), catalogue.offset(), catalogue.length());
            for (JsonNode provider : providers.path("items")) {
                boolean enabled = provider.path("code").asText().equals(code);
                HttpConnection.Answer answer = connection.send(withBody(
                        "PUT /marketplace/providers/" + provider.path("code").asText(),
                        "",
                        "{\"enabled\":" + enabled + '}'));
                if (answer.status() != 200) {
                    throw new IllegalStateException("a provider could not be set: " + answer.text());
                }
            }
        }
    }

    HttpConnection connect() throws IOException {
        return new HttpConnection(address, READ_TIMEOUT_MS);
    }

    byte[] get(String path) {
        return request("GET " + path, "", "");
    }

    byte[] post(String path, String headers, String body) {
        return withBody("POST " + path, headers, body);
    }

    private byte[] withBody(String line, String headers, String body) {
        String length = "Content-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
        return request(line, headers + length, body);
    }

    private byte[] request(String line, String headers, String body) {
        String text = line + " HTTP/1.1\r\nHost: " + address.getHostString() + ':' + address.getPort()
                + "\r\nAuthorization: Bearer " + apiKey + "\r\n" + headers + "\r\n" + body;
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
