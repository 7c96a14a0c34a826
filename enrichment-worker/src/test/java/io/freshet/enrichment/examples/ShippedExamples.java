package io.freshet.enrichment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.Fault;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example files of the shipped providers, {@code providers/<code>/<case>.json} among the test resources. */
final class ShippedExamples {

    static final List<ProviderDefinition> CATALOGUE = CatalogueReader.read(Map.of());
    private static final Path FOLDER = Path.of("src/test/resources/providers");

    private ShippedExamples() {}

    /** Folders of examples, each named after a provider. */
    static List<String> codes() {
        return names(FOLDER).stream().map(path -> path.getFileName().toString()).toList();
    }

    static List<Path> files(String code) {
        Path folder = FOLDER.resolve(code);
        return Files.isDirectory(folder) ? names(folder) : List.of();
    }

    static ProviderExample read(Path file) {
        List<Fault> faults = new ArrayList<>();
        ProviderExample example = ExampleReader.read(file, faults).orElse(null);
        assertThat(faults).isEmpty();
        assertThat(example).isNotNull();
        return example;
    }

    private static List<Path> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
