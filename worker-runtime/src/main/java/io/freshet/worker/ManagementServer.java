package io.freshet.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * What an operator asks a worker: {@code GET /health/live} (200; 503 when only a new process helps), {@code GET /health/ready}
 * (200 when it works, else 503) and {@code GET /prometheus}. Open to whoever reaches the port, so it has one of its own.
 */
public final class ManagementServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;

    private ManagementServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param port 0 for a free one
     */
    public static ManagementServer start(
            int port, BooleanSupplier live, BooleanSupplier ready, PrometheusMeterRegistry metrics) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/health/live", exchange -> answer(exchange, live.getAsBoolean()));
            server.createContext("/health/ready", exchange -> answer(exchange, ready.getAsBoolean()));
            server.createContext("/prometheus", exchange -> answer(exchange, OK, metrics.scrape()));
            server.start();
            return new ManagementServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException("management port " + port + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void answer(HttpExchange exchange, boolean up) throws IOException {
        answer(exchange, up ? OK : UNAVAILABLE, "{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", body.startsWith("{") ? "application/json" : "text/plain");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
