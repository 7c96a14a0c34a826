package io.freshet.benchmarks.counters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The controls of the register simulator. */
public final class SimulatorControl {

    private final String url;

    public SimulatorControl(String url) {
        this.url = url;
    }

    /** Forgets calls and faults, and delays every answer from now on. */
    public void reset(int latencyMs) throws IOException {
        call("DELETE", "/_calls", "");
        call("DELETE", "/_faults", "");
        if (latencyMs > 0) {
            call("PUT", "/_faults", "{\"latencyMs\":" + latencyMs + '}');
        }
    }

    /** From now on a provider takes calls and never answers. */
    public void hang(String vendor) throws IOException {
        call("PUT", "/_faults", "{\"provider\":\"" + vendor + "\",\"hang\":true}");
    }

    /** Tax ids of companies with a tag, at most so many. */
    public List<String> taxIds(String country, String tag, int most) throws IOException {
        List<String> ids = new ArrayList<>();
        String answer = call("GET", "/_catalogue?tag=" + tag + "&country=" + country + "&limit=" + most, "");
        new ObjectMapper()
                .readTree(answer)
                .forEach(party -> ids.add(party.path("taxId").asText()));
        return ids;
    }

    /** Calls of providers since the reset. */
    public long calls() throws IOException {
        JsonNode answer = new ObjectMapper().readTree(call("GET", "/_calls", ""));
        return answer.path("cut").asLong() + answer.path("calls").size();
    }

    private String call(String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        if (connection.getResponseCode() >= 300) {
            throw new IOException(method + ' ' + path + " of the simulator gave " + connection.getResponseCode());
        }
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
