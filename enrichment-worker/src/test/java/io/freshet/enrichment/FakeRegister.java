package io.freshet.enrichment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server in the wire formats of BrasilAPI and Companies House: recorded documents, and faults on order. */
final class FakeRegister implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    interface Reply {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Queue<Reply>> ordered = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, Reply> always = new ConcurrentHashMap<>();
    private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();

    FakeRegister() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answers for a party; after them come documents. */
    void answers(String taxId, Reply... replies) {
        ordered.computeIfAbsent(taxId, added -> new ConcurrentLinkedQueue<>()).addAll(List.of(replies));
    }

    /** What every request is answered with whose path begins so, but for those that were told otherwise by party. */
    void alwaysAnswers(String prefix, Reply reply) {
        always.put(prefix, reply);
    }

    /** When requests for main documents came, nanoseconds of this machine's clock, in order. */
    List<Long> arrivals() {
        return arrivals.stream().sorted().toList();
    }

    /** Requests for a party's main document. */
    int calls(String taxId) {
        return calls.getOrDefault(taxId, new AtomicInteger()).get();
    }

    static Reply status(int status) {
        return exchange -> send(exchange, status, "application/json", "{}");
    }

    static Reply throttled(int seconds) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds));
            send(exchange, 429, "application/json", "{}");
        };
    }

    static Reply body(String type, String body) {
        return exchange -> send(exchange, 200, type, body);
    }

    /** Says that there is more than there is, and hangs up. */
    static Reply cut() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"cnpj\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("hung up");
        };
    }

    /** Answers when it is too late. */
    Reply hang() {
        return exchange -> closing.await();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.endsWith("/officers") || path.endsWith("/persons-with-significant-control")) {
                send(exchange, 404, "application/json", "{}");
                return;
            }
            arrivals.add(System.nanoTime());
            String taxId = path.substring(path.lastIndexOf('/') + 1);
            calls.computeIfAbsent(taxId, added -> new AtomicInteger()).incrementAndGet();
            Reply reply =
                    ordered.getOrDefault(taxId, new ConcurrentLinkedQueue<>()).poll();
            if (reply == null) {
                reply = always.entrySet().stream()
                        .filter(entry -> path.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
            }
            if (reply != null) {
                reply.to(exchange);
                return;
            }
            String name = path.startsWith("/api/cnpj/") ? "brasilapi-19131243000197" : "companieshouse-08957400";
            send(exchange, 200, "application/json", document(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String document(String name) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(FakeRegister.class.getResourceAsStream("/documents/" + name + ".json"), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
