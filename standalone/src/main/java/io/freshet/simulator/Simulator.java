package io.freshet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The registers that Freshet's providers ask, on the loopback interface: {@code /brasilapi/…} and {@code
 * /companieshouse/…}; and the controls {@code /_catalogue}, {@code /_calls}, {@code /_faults} and {@code /_parties/{id}}.
 */
public final class Simulator implements AutoCloseable {

    private static final long SEED = 20_260_101L;
    private static final int MOST_LISTED = 10_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, SimulatedParty> parties;
    private final WireFormats formats;
    private final CallLog calls = new CallLog();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private Simulator(HttpServer server) {
        this.server = server;
        this.parties = new ConcurrentHashMap<>(SyntheticRegister.build(SEED));
        this.formats = new WireFormats(parties);
    }

    /**
     * Starts the simulator.
     *
     * @param port 0 for a free one
     */
    public static Simulator start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            Simulator simulator = new Simulator(server);
            server.createContext("/brasilapi/", exchange -> simulator.provide(exchange, WireFormats.BRASIL_API));
            server.createContext(
                    "/companieshouse/", exchange -> simulator.provide(exchange, WireFormats.COMPANIES_HOUSE));
            server.createContext("/_", simulator::control);
            server.start();
            return simulator;
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's port " + port + " cannot be opened", e);
        }
    }

    /** Its base address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Ids of companies with a tag, in a fixed order. */
    public List<String> tagged(String tag) {
        return parties.values().stream()
                .filter(party -> party.tags().contains(tag))
                .map(SimulatedParty::id)
                .sorted()
                .toList();
    }

    private void provide(HttpExchange exchange, String vendor) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(vendor.length() + 1);
        calls.open();
        try (exchange) {
            Optional<Fault> fault =
                    faults.stream().filter(each -> each.strikes(vendor, path)).findFirst();
            if (fault.isPresent()) {
                pause(fault.get().latencyMs());
            }
            if (vendor.equals(WireFormats.COMPANIES_HOUSE) && !isAuthorized(exchange)) {
                answer(exchange, vendor, path, 401, "{\"error\":\"Invalid Authorization\"}", "application/json");
                return;
            }
            if (fault.isPresent() && isVisible(fault.get())) {
                fail(exchange, vendor, path, fault.get());
                return;
            }
            Optional<JsonNode> document = formats.answer(vendor, path);
            String body = document.map(JsonNode::toString).orElse("{\"message\":\"not found\"}");
            answer(exchange, vendor, path, document.isPresent() ? 200 : 404, body, "application/json");
        } finally {
            calls.close();
        }
    }

    private static boolean isVisible(Fault fault) {
        return fault.status() != 0 || fault.truncate() || fault.wrongType();
    }

    private void fail(HttpExchange exchange, String vendor, String path, Fault fault) throws IOException {
        if (!fault.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", fault.retryAfter());
        }
        int status = fault.status() == 0 ? 200 : fault.status();
        String body = fault.wrongType() ? "<html>maintenance</html>" : "{\"message\":";
        answer(exchange, vendor, path, status, body, fault.wrongType() ? "text/html" : "application/json");
    }

    private static boolean isAuthorized(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith("Basic ") && header.length() > 8;
    }

    private void answer(HttpExchange exchange, String vendor, String path, int status, String body, String type)
            throws IOException {
        calls.add(Instant.now(), vendor, path, status);
        send(exchange, status, body, type);
    }

    private void control(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String call = exchange.getRequestMethod() + ' ' + (path.startsWith("/_parties/") ? "/_parties" : path);
        try (exchange) {
            switch (call) {
                case "GET /_catalogue" ->
                    send(exchange, 200, catalogue(query(exchange)).toString(), "application/json");
                case "GET /_calls" ->
                    send(
                            exchange,
                            200,
                            calls.since(query(exchange).get("since")).toString(),
                            "application/json");
                case "DELETE /_calls" -> {
                    calls.clear();
                    send(exchange, 204, "", "");
                }
                case "PUT /_faults" -> {
                    faults.add(Fault.of(json.readTree(exchange.getRequestBody())));
                    send(exchange, 204, "", "");
                }
                case "DELETE /_faults" -> {
                    faults.clear();
                    send(exchange, 204, "", "");
                }
                case "PUT /_parties" -> change(exchange, path.substring("/_parties/".length()));
                default -> send(exchange, 404, "{\"message\":\"no such control\"}", "application/json");
            }
        }
    }

    private void change(HttpExchange exchange, String id) throws IOException {
        JsonNode body = json.readTree(exchange.getRequestBody());
        SimulatedParty changed = parties.computeIfPresent(id, (key, party) -> {
            SimulatedParty named =
                    body.has("name") ? party.renamed(body.path("name").asText()) : party;
            return body.has("dissolved")
                    ? named.dissolved(body.path("dissolved").asBoolean())
                    : named;
        });
        send(exchange, changed == null ? 404 : 204, "", "");
    }

    private ArrayNode catalogue(Map<String, String> query) {
        @Nullable String tag = query.get("tag");
        @Nullable String country = query.get("country");
        int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
        ArrayNode list = json.createArrayNode();
        parties.values().stream()
                .filter(party -> tag == null || party.tags().contains(tag))
                .filter(party -> country == null || party.country().equals(country))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .limit(Math.clamp(limit, 1, MOST_LISTED))
                .forEach(party -> {
                    ObjectNode node = list.addObject()
                            .put("id", party.id())
                            .put("country", party.country())
                            .put("type", "company")
                            .put("taxId", party.id())
                            .put("name", party.name());
                    party.tags().forEach(node.putArray("tags")::add);
                });
        return list;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getQuery();
        Arrays.stream(query == null ? new String[0] : query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> parameters.put(pair[0], pair[1]));
        return parameters;
    }

    private static void send(HttpExchange exchange, int status, String body, String type) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void pause(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
