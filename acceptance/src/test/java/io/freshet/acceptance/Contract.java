package io.freshet.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The OpenAPI document that a gateway serves, held against what it answers: operation, status, media type, headers and body
 * have to be documented. A field that the document does not have is a fault here, although callers have to bear new ones.
 */
final class Contract {

    /** Headers that are part of the contract: where one comes, the answer documents it. */
    private static final List<String> HEADERS = List.of(
            "Location", "Retry-After", "ETag", "Preference-Applied", "Idempotency-Replayed", "WWW-Authenticate");

    private static final int SHOWN = 2_000;

    private static final Map<String, Contract> BY_GATEWAY = new ConcurrentHashMap<>();
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final ObjectNode document;
    private final ObjectNode closedComponents;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private Contract(ObjectNode document) {
        this.document = document;
        this.closedComponents = document.path("components").deepCopy();
        closedComponents.path("schemas").forEach(Contract::close);
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
            }
        }
    }

    /** One operation of the document. */
    record Operation(String method, String template, JsonNode node) {

        boolean matches(String askedMethod, String path) {
            return method.equals(askedMethod) && path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"));
        }

        long parameters() {
            return template.chars().filter(c -> c == '{').count();
        }

        /** What nobody described carries only what the compiler guesses. */
        boolean isDescribed() {
            return node.has("tags");
        }
    }

    /** The contract of a gateway, asked once. */
    static Contract of(String gateway) {
        return BY_GATEWAY.computeIfAbsent(gateway, url -> {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/openapi/json")).build();
            try (HttpClient http = HttpClient.newHttpClient()) {
                String body =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body();
                return new Contract((ObjectNode) new ObjectMapper().readTree(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    /** What a reference stands for; anything else is itself. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    ObjectNode document() {
        return document;
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /**
     * Checks an answer.
     *
     * @param path without the query
     * @throws AssertionError when the document does not allow it
     */
    void check(String method, String path, HttpResponse<String> response, JsonNode body) {
        String answer = method + " " + path + " answered " + response.statusCode() + " " + shortened(response.body());
        Optional<Operation> operation = find(method, path);
        if (operation.isEmpty()) {
            require(
                    response.statusCode() == 404 || response.statusCode() == 405 || response.statusCode() == 401,
                    "no such operation is documented: " + answer);
            validate("error", reference("Error"), body, answer);
            return;
        }
        require(operation.get().isDescribed(), "the operation is not described: " + answer);
        String status = String.valueOf(response.statusCode());
        JsonNode documented = resolve(operation.get().node().path("responses").path(status));
        require(!documented.isMissingNode(), "the status is not documented: " + answer);
        checkHeaders(response.headers(), documented.path("headers"), answer);
        String type = response.headers()
                .firstValue("Content-Type")
                .orElse("")
                .replaceAll(";.*", "")
                .strip();
        JsonNode content = documented.path("content");
        if (content.isEmpty()) {
            require(response.body().isEmpty(), "no body is documented: " + answer);
        } else {
            require(content.has(type), "the media type " + type + " is not documented: " + answer);
            String key = operation.get().method() + operation.get().template() + status;
            validate(key, content.path(type).path("schema"), body, answer);
        }
    }

    /** OpenAPI has no word for a parameter that may hold slashes, as tax ids and external ids do. */
    private Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.matches(method, path))
                .min(Comparator.comparingLong(Operation::parameters))
                .or(() -> operations.stream()
                        .filter(operation -> operation.template().matches("/entities/by-[a-z-]+/\\{[^}]+}"))
                        .filter(operation -> operation.method().equals(method)
                                && path.startsWith(operation.template().replaceAll("\\{.*", "")))
                        .findFirst());
    }

    private static void checkHeaders(HttpHeaders headers, JsonNode documented, String answer) {
        for (String name : HEADERS) {
            require(
                    headers.firstValue(name).isEmpty() || documented.has(name),
                    "the header " + name + " is not documented: " + answer);
        }
    }

    private void validate(String key, JsonNode schema, JsonNode body, String answer) {
        Set<ValidationMessage> faults =
                schemas.computeIfAbsent(key, name -> compile(schema)).validate(body);
        require(
                faults.isEmpty(),
                faults.stream().map(ValidationMessage::getMessage).collect(Collectors.joining("; ")) + ": " + answer);
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = document.objectNode();
        whole.set("allOf", whole.arrayNode().add(schema));
        whole.set("components", closedComponents);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole, CONFIG);
    }

    private ObjectNode reference(String schema) {
        return document.objectNode().put("$ref", "#/components/schemas/" + schema);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new AssertionError(message);
        }
    }
}
