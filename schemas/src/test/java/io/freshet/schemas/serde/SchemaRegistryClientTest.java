package io.freshet.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshet.schemas.MatrixRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client does when an answer does not come, or comes too early. */
class SchemaRegistryClientTest {

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private SchemaRegistryClient client() {
        return new SchemaRegistryClient(Map.of(
                "schema.registry.url", "http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void shouldAskAgainWhenAnAnswerNeverComes() {
        server.createContext("/", exchange -> {
            // The first exchange is left open: no answer.
            if (requests.incrementAndGet() > 1) {
                answer(exchange, 200, "{\"id\": 7}");
            }
        });
        assertThat(client().register("hung", MatrixRef.getClassSchema())).isEqualTo(7);
        assertThat(requests).hasValue(2);
    }

    @Test
    void shouldAskAgainWhenTheRegistryFailsAndGiveUpAfterAWhile() {
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            answer(exchange, 503, "{}");
        });
        SchemaRegistryClient client = client();
        assertThatThrownBy(() -> client.register("down", MatrixRef.getClassSchema()))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(requests).hasValue(3);
    }
}
