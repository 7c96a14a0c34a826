package io.freshet.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One tenant's batches. For one thread. */
public final class Batches implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final ObjectMapper json = new ObjectMapper();
    private final Gateway gateway;
    private final HttpConnection connection;

    public Batches(Gateway gateway) throws IOException {
        this.gateway = gateway;
        this.connection = gateway.connect();
    }

    /**
     * Where a batch is.
     *
     * @param waiting items that were not started yet
     * @param completed items that ended so
     * @param ended whether every item has an outcome
     */
    public record Progress(int total, int waiting, int running, int completed, boolean ended) {

        /** Items whose turn has come. */
        public int started() {
            return total - waiting;
        }
    }

    /**
     * Submits a batch of refreshes without owners.
     *
     * @return its id
     * @throws IllegalStateException when it is refused
     */
    public String submit(List<String> entityIds) throws IOException {
        ObjectNode body = json.createObjectNode().put("depth", 0);
        body.set("entityIds", json.valueToTree(entityIds));
        return read(gateway.post("/refreshes/batch", "", body.toString()), 202)
                .path("batchId")
                .asText();
    }

    public Progress progress(String batchId) throws IOException {
        JsonNode batch = read(gateway.get("/refreshes/batches/" + batchId), 200);
        JsonNode counts = batch.path("counts");
        return new Progress(
                batch.path("total").asInt(),
                counts.path("queued").asInt(),
                counts.path("running").asInt(),
                counts.path("completed").asInt(),
                batch.path("completedAt").isTextual());
    }

    /**
     * Waits for a batch to come somewhere.
     *
     * @throws IllegalStateException when it does not in half an hour
     */
    public Progress await(String batchId, Predicate<Progress> there) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            Progress progress = progress(batchId);
            if (there.test(progress)) {
                return progress;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
        throw new IllegalStateException("batch " + batchId + " does not come on: " + progress(batchId));
    }

    private JsonNode read(byte[] request, int expected) throws IOException {
        HttpConnection.Answer answer = connection.send(request);
        if (answer.status() != expected) {
            throw new IllegalStateException("HTTP " + answer.status() + ": " + answer.text());
        }
        return json.readTree(answer.buffer(), answer.offset(), answer.length()).path("data");
    }

    @Override
    public void close() {
        connection.close();
    }
}
