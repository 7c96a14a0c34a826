package io.freshet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A simulator of its own and a caller of it. */
final class SimulatorFixture implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator = Simulator.start(0);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String field() throws IOException {
            return json().at("/error/field").asText("none");
        }
    }

    Simulator simulator() {
        return simulator;
    }

    HttpClient http() {
        return http;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic c2ltdWxhdG9yOg==");
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    Answer call(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(path).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }

    void put(String path, String body) throws IOException, InterruptedException {
        Answer answer = call("PUT", path, body);
        if (answer.status() != 204) {
            throw new IllegalStateException(
                    answer.status() + " " + answer.response().body());
        }
    }

    /** The first party with a tag in a country. */
    JsonNode party(String country, String tag) throws IOException, InterruptedException {
        return get("/_catalogue?limit=1&tag=" + tag + "&country=" + country)
                .json()
                .path(0);
    }

    String id(String country, String tag) throws IOException, InterruptedException {
        return party(country, tag).path("id").asText();
    }

    /** All texts at a path of each element of a list. */
    static List<String> texts(JsonNode list, String pointer) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.at(pointer).asText()));
        return texts;
    }

    @Override
    public void close() {
        http.close();
        simulator.close();
    }
}
