package io.freshet.enrichment.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.freshet.core.PartyType;
import io.freshet.enrichment.catalogue.ProviderDefinition.Request;
import io.freshet.enrichment.catalogue.ProviderDefinition.Retry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the shipped providers and those of a user's own directory, which replace shipped ones of the same code. */
public final class CatalogueReader {

    private static final List<String> SHIPPED =
            List.of("br_brasilapi_company_enrichment", "gb_companieshouse_company_enrichment");
    private static final String BASE_URL = "FRESHET_PROVIDER_BASE_URL_";

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private final JsonSchema schema;
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    private CatalogueReader(Map<String, String> environment) {
        this.environment = environment;
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(resource("/provider.schema.json"));
    }

    /**
     * Reads the catalogue.
     *
     * @param environment {@code FRESHET_PROVIDERS_DIRECTORY}, and {@code FRESHET_PROVIDER_BASE_URL_<VENDOR>} for another base
     *     address than the catalogue's
     * @throws IllegalArgumentException naming every fault with its file and place
     */
    public static List<ProviderDefinition> read(Map<String, String> environment) {
        CatalogueReader reader = new CatalogueReader(environment);
        Map<String, ProviderDefinition> byCode = new TreeMap<>();
        for (String code : SHIPPED) {
            reader.parse(code + ".yaml", resource("/providers/" + code + ".yaml"))
                    .ifPresent(provider -> byCode.put(provider.code(), provider));
        }
        String directory = environment.get("FRESHET_PROVIDERS_DIRECTORY");
        if (directory != null) {
            reader.readDirectory(Path.of(directory), byCode);
        }
        if (!reader.faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "the provider catalogue has faults:\n  " + String.join("\n  ", reader.faults));
        }
        return byCode.values().stream()
                .sorted(Comparator.comparingInt(ProviderDefinition::position))
                .toList();
    }

    private void readDirectory(Path directory, Map<String, ProviderDefinition> byCode) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                parse(file.toString(), Files.readString(file))
                        .ifPresent(provider -> byCode.put(provider.code(), provider));
            }
        } catch (IOException e) {
            faults.add(directory + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    private Optional<ProviderDefinition> parse(String file, String text) {
        try {
            JsonNode node = yaml.readTree(text);
            Set<ValidationMessage> messages = schema.validate(node);
            messages.forEach(message -> faults.add(file + ": " + message.getMessage()));
            return messages.isEmpty() ? Optional.of(provider(node)) : Optional.empty();
        } catch (JsonProcessingException e) {
            faults.add(file + ":" + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            faults.add(file + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private ProviderDefinition provider(JsonNode node) {
        String vendor = node.path("vendor").asText();
        List<PartyType> types = new ArrayList<>();
        node.path("entityTypes")
                .forEach(type -> types.add(PartyType.valueOf(type.asText().toUpperCase(Locale.ROOT))));
        List<Request> requests = new ArrayList<>();
        node.path("requests")
                .forEach(request -> requests.add(new Request(
                        request.path("name").asText(),
                        request.path("path").asText(),
                        request.path("optional").asBoolean(),
                        request.path("paged").asBoolean())));
        String baseUrl = environment.getOrDefault(
                BASE_URL + vendor.toUpperCase(Locale.ROOT), node.path("baseUrl").asText());
        String credentials = node.path("credentials").asText("none");
        return new ProviderDefinition(
                node.path("code").asText(),
                node.path("name").asText(),
                vendor,
                node.path("position").asInt(),
                types,
                texts(node.path("countries")),
                node.path("basicData").asBoolean(),
                texts(node.path("yields")),
                URI.create(baseUrl),
                requests,
                credentials.equals("none") ? Optional.empty() : Optional.of(credentials),
                duration(node.path("timeout").asText()),
                new Retry(
                        node.at("/retry/maxAttempts").asInt(1),
                        duration(node.at("/retry/firstBackoff").asText("200ms")),
                        duration(node.at("/retry/longestBackoff").asText("5s"))),
                duration(node.at("/cache/ttl").asText("0s")),
                duration(node.at("/cache/notFoundTtl").asText("0s")),
                node.path("costCents").asInt(),
                JsonataMapping.compile(node.path("mapping").asText()),
                node.has("entityData")
                        ? Optional.of(
                                JsonataMapping.compile(node.path("entityData").asText()))
                        : Optional.empty());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** {@code 200ms}, {@code 10s}, {@code 5m} or {@code 24h}; the schema lets nothing else through. */
    private static Duration duration(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(CatalogueReader.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
