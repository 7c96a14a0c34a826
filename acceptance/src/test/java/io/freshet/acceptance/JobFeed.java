package io.freshet.acceptance;

import io.freshet.standalone.FreshetSystem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/**
 * Callers that submit refreshes side by side and keep a number of jobs open, so that submission goes on while processes die.
 * A caller whose answer was lost asks again under the same idempotency key.
 */
final class JobFeed implements AutoCloseable {

    private static final int CALLERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PROGRESS = """
            SELECT count(*) FILTER (WHERE status NOT IN ('queued', 'running')), count(*) FILTER (WHERE status IN ('queued', 'running'))
            FROM freshet.refresh_job
            """;

    private final FreshetSystem system;
    private final Client client;
    private final int window;
    private final ConcurrentLinkedQueue<Root> waiting;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final List<Future<?>> running = new ArrayList<>();

    /**
     * A feed.
     *
     * @param window jobs open at once
     */
    JobFeed(FreshetSystem system, Client client, List<Root> roots, int window) {
        this.system = system;
        this.client = client;
        this.window = window;
        this.waiting = new ConcurrentLinkedQueue<>(roots);
        for (int i = 0; i < CALLERS; i++) {
            running.add(callers.submit(this::submitAll));
        }
    }

    /** A company to be refreshed. */
    record Root(String country, String taxId, int depth) {}

    /** How many jobs have ended and how many have not. */
    record Progress(int done, int open) {}

    /** As the database of the system says, which must hold no other jobs. */
    Progress progress() {
        try (Connection connection = SharedSystem.connect(system);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PROGRESS)) {
            row.next();
            return new Progress(row.getInt(1), row.getInt(2));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until everything is submitted, and gives the ids of the jobs. */
    Set<String> accepted() throws InterruptedException, ExecutionException, TimeoutException {
        for (Future<?> caller : running) {
            caller.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return Set.copyOf(accepted);
    }

    private void submitAll() {
        for (Root root = waiting.poll(); root != null; root = waiting.poll()) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> progress().open() < window);
            String company = "{\"type\": \"company\", \"country\": \"%s\", \"taxId\": \"%s\"}"
                    .formatted(root.country(), root.taxId());
            String entity = answered("/entities", company, "entity " + root.taxId(), 201)
                    .body()
                    .at("/data/id")
                    .asText();
            String body = "{\"depth\": %d}".formatted(root.depth());
            accepted.add(answered("/entities/" + entity + "/refresh", body, "refresh " + root.taxId(), 202)
                    .body()
                    .at("/data/refreshId")
                    .asText());
        }
    }

    private Client.Answer answered(String path, String body, String key, int status) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.post(path, body, "Idempotency-Key", key), answer -> answer.status() == status);
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
