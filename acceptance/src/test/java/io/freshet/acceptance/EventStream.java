package io.freshet.acceptance;

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
import java.util.stream.Stream;

/**
 * The server-sent events of a job, read to the end of the stream as the HTML standard says.
 *
 * @param status of HTTP; there are no events unless it is 200
 * @param comments lines that are for nobody
 */
record EventStream(int status, String type, List<Event> events, List<String> comments) {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Event(long id, String name, JsonNode data) {

        /** {@code job completed}, or {@code step node company:BR:… completed}. */
        String words() {
            return name.equals("job")
                    ? "job " + data.path("status").asText()
                    : "step " + data.path("kind").asText() + ' '
                            + data.path("name").asText() + ' '
                            + data.path("status").asText();
        }
    }

    static EventStream read(String refreshId, String... headers) throws IOException, InterruptedException {
        return readPath("/refreshes/" + refreshId + "/events", headers);
    }

    static EventStream readPath(String path, String... headers) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = open(path, headers);
        try (Stream<String> lines = response.body()) {
            return parse(response, lines.toList());
        }
    }

    /** Opens a stream; what is read of its body is the caller's, who closes it. */
    static HttpResponse<Stream<String>> open(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(SharedSystem.get().gatewayUrl() + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + SharedSystem.get().apiKey())
                .header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
    }

    private static EventStream parse(HttpResponse<?> response, List<String> lines) throws IOException {
        List<Event> events = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        String id = "";
        String name = "";
        StringBuilder data = new StringBuilder();
        boolean stream = response.statusCode() == 200;
        for (String line : stream ? lines : List.<String>of()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    events.add(new Event(Long.parseLong(id), name, JSON.readTree(data.toString())));
                }
                name = "";
                data.setLength(0);
            } else if (line.startsWith(":")) {
                comments.add(line);
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else {
                throw new IllegalStateException("no line of an event stream: " + line);
            }
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new EventStream(response.statusCode(), type, events, comments);
    }

    List<String> words() {
        return events.stream().map(Event::words).toList();
    }
}
