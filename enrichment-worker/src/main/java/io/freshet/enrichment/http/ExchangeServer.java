package io.freshet.enrichment.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server on the loopback that gives each listed answer once, and remembers what was asked beside the list. */
public final class ExchangeServer implements AutoCloseable {

    private static final int LONGEST_BODY = 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ListedExchange> left;
    private final List<String> surprises = new ArrayList<>();

    /** Starts on a free port. */
    public ExchangeServer(List<ListedExchange> exchanges) throws IOException {
        left = new ArrayList<>(exchanges);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked and not listed, and what was listed and never asked. */
    public synchronized List<String> faults() {
        List<String> faults = new ArrayList<>(surprises);
        left.forEach(exchange -> faults.add("never asked: " + exchange.request()));
        return faults;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String sent = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
            ListedExchange listed = take(request, sent);
            if (listed == null) {
                exchange.sendResponseHeaders(501, -1);
                return;
            }
            byte[] body = listed.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", listed.contentType());
            listed.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(listed.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized @Nullable ListedExchange take(String request, String sent) {
        for (ListedExchange exchange : left) {
            if (exchange.request().equals(request)) {
                left.remove(exchange);
                if (exchange.sent() != null && !isSame(exchange.sent(), sent)) {
                    surprises.add(request + " posted " + sent + " instead of " + exchange.sent());
                }
                return exchange;
            }
        }
        surprises.add("not listed: " + request);
        return null;
    }

    private static boolean isSame(String expected, String sent) {
        try {
            return JSON.readTree(expected).equals(JSON.readTree(sent));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
