package io.freshet.enrichment.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.freshet.core.PartyType;
import io.freshet.enrichment.Subject;
import io.freshet.enrichment.catalogue.Fault;
import io.freshet.enrichment.http.ListedExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads example files. */
public final class ExampleReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = schema();
    private static final long MOST_BYTES = 8 * 1024 * 1024;

    private ExampleReader() {}

    /** An example, or what is wrong with its file. */
    public static Optional<ProviderExample> read(Path file, List<Fault> faults) {
        String name = file.toString();
        try {
            if (Files.size(file) > MOST_BYTES) {
                faults.add(new Fault(name, 1, "", "is larger than 8 MiB"));
                return Optional.empty();
            }
            JsonNode tree = JSON.readTree(file.toFile());
            List<Fault> found = SCHEMA.validate(tree).stream()
                    .map(message ->
                            new Fault(name, 1, message.getInstanceLocation().toString(), message.getError()))
                    .toList();
            faults.addAll(found);
            return found.isEmpty() ? Optional.of(example(tree)) : Optional.empty();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            faults.add(new Fault(name, Math.max(1, line), "", e.getOriginalMessage()));
        } catch (IOException e) {
            faults.add(new Fault(name, 1, "", "cannot be read (" + e.getMessage() + ")"));
        }
        return Optional.empty();
    }

    private static ProviderExample example(JsonNode tree) {
        List<ListedExchange> exchanges = new ArrayList<>();
        tree.path("exchanges").forEach(exchange -> exchanges.add(exchange(exchange)));
        JsonNode expected = tree.path("expected");
        return new ProviderExample(
                tree.path("about").asText(),
                subject(tree.path("subject"), texts(tree.path("parameters"))),
                exchanges,
                new ProviderExample.Expected(
                        ExampleOutcome.valueOf(expected.path("outcome").asText().toUpperCase(Locale.ROOT)),
                        expected.get("profile"),
                        expected.get("entityData")));
    }

    private static ListedExchange exchange(JsonNode exchange) {
        JsonNode body = exchange.path("body");
        return new ListedExchange(
                exchange.path("request").asText(),
                exchange.has("sent") ? exchange.get("sent").toString() : null,
                exchange.path("status").asInt(),
                exchange.path("contentType").asText("application/json"),
                texts(exchange.path("headers")),
                body.isTextual() ? body.textValue() : body.isMissingNode() ? "" : body.toString());
    }

    private static Subject subject(JsonNode subject, Map<String, String> parameters) {
        return new Subject(
                PartyType.valueOf(subject.path("type").asText().toUpperCase(Locale.ROOT)),
                text(subject, "country"),
                new Subject.Identifiers(text(subject, "taxId"), text(subject, "lei"), text(subject, "registryId")),
                text(subject, "name"),
                text(subject, "birthDate"),
                parameters);
    }

    private static @Nullable String text(JsonNode object, String key) {
        return object.path(key).textValue();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static JsonSchema schema() {
        try (InputStream file = Objects.requireNonNull(
                ExampleReader.class.getResourceAsStream("/provider-example.schema.json"), "the schema of examples")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(
                            file,
                            SchemaValidatorsConfig.builder()
                                    .pathType(PathType.JSON_POINTER)
                                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
