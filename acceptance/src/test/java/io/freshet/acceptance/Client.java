package io.freshet.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A caller of the REST API; every answer is held against the {@link Contract}. */
final class Client {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String gateway;
    private final String apiKey;

    Client(String gateway, String apiKey) {
        this.gateway = gateway;
        this.apiKey = apiKey;
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {}

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer post(String path, String body, String... headers) throws IOException, InterruptedException {
        return ask("POST", path, body, headers);
    }

    Answer put(String path, String body, String... headers) throws IOException, InterruptedException {
        return ask("PUT", path, body, headers);
    }

    Answer patch(String path, String body, String... headers) throws IOException, InterruptedException {
        return ask("PATCH", path, body, headers);
    }

    Answer delete(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).DELETE();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private Answer ask(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Makes a company and gives its id. */
    String company(String country, String taxId) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode()
                .put("type", "company")
                .put("country", country)
                .put("taxId", taxId);
        Answer created = post("/entities", body.toString());
        if (created.status() != 201) {
            throw new IllegalStateException("not created: " + created.body());
        }
        return created.body().at("/data/id").asText();
    }

    /** Refreshes and waits for the end. */
    JsonNode refreshed(String entityId, String body) throws IOException, InterruptedException {
        Answer answer = post("/entities/" + entityId + "/refresh", body, "Prefer", "wait=60");
        if (answer.status() != 200) {
            throw new IllegalStateException("status " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    /** A GET of any address, without a key. */
    JsonNode fetch(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** A call of any address with a body, without a key. */
    int call(String method, String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + apiKey);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode body = response.body().isEmpty() ? json.missingNode() : json.readTree(response.body());
        HttpRequest sent = response.request();
        Contract.of(gateway).check(sent.method(), sent.uri().getPath(), response, body);
        return new Answer(response.statusCode(), body, response);
    }
}
