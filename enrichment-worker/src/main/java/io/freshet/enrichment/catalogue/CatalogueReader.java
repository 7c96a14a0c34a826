package io.freshet.enrichment.catalogue;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the shipped providers and those of a user's own directory, which replace shipped ones of the same code. */
public final class CatalogueReader {

    private static final String DIRECTORY = "FRESHET_PROVIDERS_DIRECTORY";
    private static final String YAML = ".yaml";
    private static final long MOST_BYTES = 256 * 1024;
    private static final int MOST_FILES = 1_000;
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    ShippedFiles.text("/provider.schema.json"),
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .build());

    private final Map<String, String> environment;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Read> byCode = new TreeMap<>();

    private CatalogueReader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What was read, in order of the catalogue, and what is wrong; providers of files with faults are left out. */
    public record Reading(List<ProviderDefinition> providers, List<Fault> faults) {
        public Reading {
            providers = List.copyOf(providers);
            faults = List.copyOf(faults);
        }
    }

    private record Read(ProviderFile file, ProviderDefinition definition) {}

    /**
     * Reads the catalogue.
     *
     * @param environment {@code FRESHET_PROVIDERS_DIRECTORY}, and {@code FRESHET_PROVIDER_BASE_URL_<VENDOR>} for another base
     *     address than the catalogue's
     * @throws IllegalArgumentException naming every fault with its file, line and place
     */
    public static List<ProviderDefinition> read(Map<String, String> environment) {
        Reading reading = readAll(environment);
        if (!reading.faults().isEmpty()) {
            throw new IllegalArgumentException("the provider catalogue has faults:\n  "
                    + reading.faults().stream().map(Fault::toString).collect(Collectors.joining("\n  ")));
        }
        return reading.providers();
    }

    /** Reads the catalogue as {@link #read} does, and gives the faults instead of throwing them. */
    public static Reading readAll(Map<String, String> environment) {
        CatalogueReader reader = new CatalogueReader(environment);
        ShippedFiles.providers().forEach(name -> reader.add(name, name, ShippedFiles.provider(name)));
        String directory = environment.get(DIRECTORY);
        if (directory != null) {
            reader.readDirectory(Path.of(directory));
        }
        reader.comparePositions();
        return new Reading(
                reader.byCode.values().stream()
                        .map(Read::definition)
                        .sorted(Comparator.comparingInt(ProviderDefinition::position))
                        .toList(),
                reader.faults);
    }

    private void readDirectory(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(path -> path.toString().endsWith(YAML))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (files.size() > MOST_FILES) {
                faults.add(new Fault(directory.toString(), 1, "", "more than " + MOST_FILES + " files"));
                return;
            }
            files.forEach(this::readFile);
        } catch (IOException e) {
            faults.add(new Fault(directory.toString(), 1, "", "cannot be read (" + e.getMessage() + ")"));
        }
    }

    private void readFile(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                faults.add(new Fault(file.toString(), 1, "", "is larger than 256 KiB"));
                return;
            }
            add(file.toString(), String.valueOf(file.getFileName()), Files.readString(file));
        } catch (MalformedInputException e) {
            faults.add(new Fault(file.toString(), 1, "", "is not UTF-8"));
        } catch (IOException e) {
            faults.add(new Fault(file.toString(), 1, "", "cannot be read (" + e.getMessage() + ")"));
        }
    }

    private void add(String path, String name, String text) {
        ProviderFile file = ProviderFile.of(path, text);
        if (file.faults().isEmpty()) {
            for (ValidationMessage message : SCHEMA.validate(file.tree())) {
                file.fault(message.getInstanceLocation().toString(), message.getError());
            }
        }
        Optional<ProviderDefinition> definition =
                file.faults().isEmpty() ? DefinitionReader.read(file, environment) : Optional.empty();
        definition.ifPresent(read -> {
            if (!name.equals(read.code() + YAML)) {
                file.fault("/code", "the file of this code is named " + read.code() + YAML);
            }
        });
        faults.addAll(file.faults());
        if (definition.isPresent() && file.faults().isEmpty()) {
            byCode.put(definition.get().code(), new Read(file, definition.get()));
        }
    }

    private void comparePositions() {
        Map<Integer, Read> taken = new HashMap<>();
        for (Read read : byCode.values()) {
            Read other = taken.putIfAbsent(read.definition().position(), read);
            if (other != null) {
                read.file()
                        .fault(
                                "/position",
                                "is the position of " + other.definition().code() + " too");
                faults.add(read.file().faults().getLast());
            }
        }
    }
}
