package io.freshet.enrichment;

import static io.freshet.enrichment.EnrichmentFixture.BRAZIL;
import static io.freshet.enrichment.EnrichmentFixture.command;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.freshet.embedded.ChildProcess;
import io.freshet.embedded.SharedParts;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.ProviderOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is killed with SIGKILL before, in and after a call: what is called again, and what it costs. */
class CallKillGuaranteeIT {

    private static final Duration LONG = Duration.ofMinutes(30);
    private static final AtomicLong NUMBERS = new AtomicLong(19_131_243_500_000L);

    @TempDir
    private Path folder;

    private EnrichmentFixture fixture;
    private EnrichEntity command;

    @BeforeEach
    void start(@TempDir Path providers) throws Exception {
        fixture = new EnrichmentFixture(
                providers, 0, Map.of(), yaml -> yaml.replace("cost: {cents: 0}", "cost: {cents: 3}"));
        command = command(Long.toString(NUMBERS.incrementAndGet()), true, LONG, BRAZIL);
    }

    @AfterEach
    void end() throws Exception {
        fixture.close();
    }

    @Test
    void shouldCallOnceWhenTheWorkerDiesBeforeTheCall() throws Exception {
        // Given: its charge is written, and then it waits for a permit that nobody gives
        killAt("call_permit", () -> fixture.number("SELECT count(*) FROM enrichment.call_intent") == 1);
        assertThat(calls()).isZero();
        assertOutcome(1, 1, 6);
    }

    @Test
    void shouldRepeatTheCallOnceAndCountItWhenTheWorkerDiesBeforeTheAnswerIsStored() throws Exception {
        killAt("provider_call", () -> calls() == 1);
        assertOutcome(2, 1, 6);
    }

    @Test
    void shouldNotRepeatTheCallWhenTheWorkerDiesAfterTheAnswerIsStored() throws Exception {
        // Given: what it wants to tell needs a schema, which the registry keeps to itself
        CountDownLatch end = new CountDownLatch(1);
        HttpServer registry = registryWithoutEvents(end);
        try {
            String url = "http://127.0.0.1:" + registry.getAddress().getPort()
                    + URI.create(SharedParts.registry().url()).getPath();
            ChildProcess process = fixture.startProcess(folder, Map.of("FRESHET_SCHEMA_REGISTRY_URL", url));
            awaitTables();
            fixture.send(command);
            await(() -> fixture.number("SELECT count(*) FROM enrichment.provider_call") == 1);
            // When
            process.kill();
        } finally {
            end.countDown();
            registry.stop(0);
        }
        assertThat(fixture.events(command)).isEmpty();
        assertOutcome(1, 0, 3);
    }

    @Test
    void shouldNotRepeatTheCallWhenTheWorkerDiesAfterItHasTold() throws Exception {
        ChildProcess process = fixture.startProcess(folder, Map.of());
        fixture.send(command);
        await(() -> !fixture.events(command).isEmpty());
        process.kill();
        assertOutcome(1, 0, 3);
        assertThat(fixture.events(command))
                .extracting(record -> List.of(record.value()))
                .allSatisfy(value -> assertThat(value.getFirst())
                        .isEqualTo(fixture.events(command).getFirst().value()));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    /** Kills the worker while it waits for a table that this test has locked. */
    private void killAt(String table, Condition there) throws Exception {
        ChildProcess process = fixture.startProcess(folder, Map.of());
        awaitTables();
        try (Connection lock = fixture.connect();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            // Whoever reads may; whoever writes waits.
            statement.execute("LOCK TABLE enrichment." + table + " IN EXCLUSIVE MODE");
            fixture.send(command);
            await(there);
            await(() -> isWaitingForLock());
            // When
            process.kill();
            lock.rollback();
        }
    }

    /** The tables are there when the worker has made them. */
    private void awaitTables() {
        await(() ->
                fixture.number("SELECT count(*) FROM information_schema.tables WHERE table_name = 'call_intent'") == 1);
    }

    private boolean isWaitingForLock() throws SQLException {
        return fixture.number("SELECT count(*) FROM pg_locks WHERE NOT granted AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())")
                > 0;
    }

    private void assertOutcome(int calls, int repeated, int cents) throws Exception {
        ChildProcess process = fixture.startProcess(folder, Map.of());
        try {
            await(() -> !fixture.events(command).isEmpty());
            ProviderOutcome outcome = fixture.decode(fixture.events(command).getLast())
                    .getOutcomes()
                    .getFirst();
            assertThat(outcome.getSuccess()).isTrue();
            assertThat(calls()).isEqualTo(calls);
            assertThat(outcome.getRepeated()).isEqualTo(repeated);
            assertThat(outcome.getCostCents()).isEqualTo(cents);
            assertThat(fixture.number("SELECT spent_cents FROM enrichment.tenant_spend"))
                    .isEqualTo(cents);
            assertThat(fixture.number("SELECT count(*) FROM enrichment.call_intent"))
                    .isZero();
            assertThat(fixture.setAside(command))
                    .noneSatisfy(record -> assertThat(record.topic()).contains("dead-letters"));
        } finally {
            process.close();
        }
    }

    /** The registry, but for the schema of what a worker tells. */
    private static HttpServer registryWithoutEvents(CountDownLatch end) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().toString();
                byte[] body = exchange.getRequestBody().readAllBytes();
                if (path.contains("enrichment.events")) {
                    end.await();
                }
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                                URI.create(SharedParts.registry().url()).resolve("/") + path.substring(1)))
                        .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
                String type = exchange.getRequestHeaders().getFirst("Content-Type");
                if (type != null) {
                    request.header("Content-Type", type);
                }
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                response.headers()
                        .firstValue("Content-Type")
                        .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
                exchange.sendResponseHeaders(response.statusCode(), response.body().length);
                exchange.getResponseBody().write(response.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    private int calls() {
        return fixture.register.calls(command.getParty().getTaxId());
    }

    private static void await(Condition condition) {
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(condition::holds);
    }
}
