package io.freshet.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loops against a stand-in of the gateway. */
class LoadTest {

    private static final long PAUSE_NANOS = 50_000_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger entities = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private volatile String answer =
            "{\"success\":true,\"data\":{\"x\":[{}],\"refreshId\":\"r\",\"status\":\"completed\"}}";
    private volatile int status = 200;
    private HttpServer server;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/entities", this::serve);
        server.createContext("/refreshes/r", exchange -> send(exchange, 200, "{\"data\":{\"status\":\"failed\"}}"));
        server.start();
        gateway = new Gateway("http://127.0.0.1:" + server.getAddress().getPort(), "key");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void shouldRunEveryJobWithNoMoreCallersThanAskedWhenTheLoopIsClosed() throws Exception {
        LoadResult result = LoadRun.run(gateway, new Load.Closed(12, 3), subjects(5));
        assertThat(result.jobs()).isEqualTo(12);
        assertThat(result.outcomes()).containsOnlyKeys("completed");
        assertThat(result.failures()).isZero();
        assertThat(mostRunning).hasValueLessThanOrEqualTo(3);
        assertThat(result.percentileMs(50)).isGreaterThanOrEqualTo(PAUSE_NANOS / 1e6 * 0.9);
        assertThat(result.maxMs()).isGreaterThanOrEqualTo(result.percentileMs(99));
        assertThat(result.driverCpuSeconds()).isPositive().isLessThan(result.seconds() * 3);
    }

    @Test
    void shouldRunOneJobOfASubjectAtATimeWhenThereAreMoreCallers() throws Exception {
        LoadRun.run(gateway, new Load.Closed(6, 3), subjects(1));
        assertThat(mostRunning).hasValue(1);
    }

    @Test
    void shouldCountLatencyFromTheDueMomentWhenNoCallerIsFree() throws Exception {
        // Given jobs that are all due at the start, and one caller
        Load load = new Load.Open(6, 1, 1e6);
        // When
        LoadResult result = LoadRun.run(gateway, load, subjects(6));
        // Then the last has waited for the five before it
        assertThat(result.maxMs()).isGreaterThanOrEqualTo(6 * PAUSE_NANOS / 1e6 * 0.9);
    }

    @Test
    void shouldLookAgainUntilTheJobHasEndedWhenTheGatewayStopsWaiting() throws Exception {
        List<Subject> subjects = subjects(1);
        status = 202;
        answer = "{\"data\":{\"refreshId\":\"r\",\"status\":\"queued\"}}";
        LoadResult result = LoadRun.run(gateway, new Load.Closed(1, 1), subjects);
        assertThat(result.outcomes()).containsOnlyKeys("failed");
        assertThat(result.failures()).isEqualTo(1);
    }

    @Test
    void shouldCountTheStatusWhenTheGatewayRefuses() throws Exception {
        List<Subject> subjects = subjects(1);
        status = 503;
        answer = "{}";
        assertThat(LoadRun.run(gateway, new Load.Closed(2, 1), subjects).outcomes())
                .containsOnlyKeys("HTTP 503");
    }

    @Test
    void shouldReadTheWholeAnswerWhenItIsLong() throws Exception {
        List<Subject> subjects = subjects(1);
        answer = "{\"success\":true,\"pad\":\"" + "x".repeat(300_000)
                + "\",\"data\":{\"refreshId\":\"r\",\"status\":\"completed\"}}";
        assertThat(LoadRun.run(gateway, new Load.Closed(3, 1), subjects).failures())
                .isZero();
    }

    @Test
    void shouldFailWhenThereIsNoGateway() throws IOException {
        List<Subject> subjects = subjects(1);
        server.stop(0);
        assertThatThrownBy(() -> LoadRun.run(gateway, new Load.Closed(1, 1), subjects))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no connection");
    }

    @Test
    void shouldRefuseARateThatIsNone() {
        assertThatThrownBy(() -> new Load.Open(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Load.Open(1, 1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Subject> subjects(int count) throws IOException {
        return gateway.companies(
                "BR", IntStream.range(0, count).mapToObj(Integer::toString).toList(), "{\"depth\":0}");
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/entities")) {
            send(exchange, 201, "{\"data\":{\"id\":\"e" + entities.incrementAndGet() + "\"}}");
            return;
        }
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        LockSupport.parkNanos(PAUSE_NANOS);
        running.decrementAndGet();
        send(exchange, status, answer);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
