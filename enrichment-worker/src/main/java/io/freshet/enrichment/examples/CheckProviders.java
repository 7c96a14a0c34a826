package io.freshet.enrichment.examples;

import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.Fault;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks a directory of provider files and runs their examples: {@code ./freshet check-providers DIRECTORY}. */
public final class CheckProviders {

    private static final String JSON = ".json";

    private final Path directory;
    private final ExampleRunner runner;
    private final PrintStream out;
    private int faults;

    private CheckProviders(Path directory, Clock clock, PrintStream out) {
        this.directory = directory;
        this.runner = new ExampleRunner(clock);
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
            System.err.println("usage: ./freshet check-providers DIRECTORY");
            System.exit(2);
        }
        System.exit(check(Path.of(arguments[0]), Clock.systemUTC(), System.out) ? 0 : 1);
    }

    /** Tells every fault and every difference on {@code out}; true when there is none. */
    static boolean check(Path directory, Clock clock, PrintStream out) throws IOException, InterruptedException {
        return new CheckProviders(directory, clock, out).check();
    }

    private boolean check() throws IOException, InterruptedException {
        CatalogueReader.Reading reading =
                CatalogueReader.readAll(Map.of("FRESHET_PROVIDERS_DIRECTORY", directory.toString()));
        reading.faults().forEach(this::tell);
        for (ProviderDefinition provider : reading.providers()) {
            if (Files.exists(directory.resolve(provider.code() + ".yaml"))) {
                runExamples(provider);
            }
        }
        tellStrangers();
        return faults == 0;
    }

    private void runExamples(ProviderDefinition provider) throws IOException, InterruptedException {
        List<Path> files = examples(directory.resolve(provider.code()));
        int before = faults;
        for (Path file : files) {
            List<Fault> wrong = new ArrayList<>();
            Optional<ProviderExample> example = ExampleReader.read(file, wrong);
            wrong.forEach(this::tell);
            if (example.isPresent()) {
                runner.run(provider, example.get()).forEach(difference -> tell(file + ": " + difference));
            }
        }
        if (files.isEmpty()) {
            tell(directory.resolve(provider.code() + ".yaml") + ": has no examples in "
                    + directory.resolve(provider.code()));
        } else if (before == faults) {
            out.println(provider.code() + ": " + files.size() + " examples as they say");
        }
    }

    /** A folder of examples that no file stands beside is a misspelt name. */
    private void tellStrangers() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(Files::isDirectory)
                    .filter(folder -> !Files.exists(Path.of(folder + ".yaml")))
                    .sorted()
                    .forEach(folder -> tell(folder + ": is no provider's, since " + folder + ".yaml is not there"));
        }
    }

    private static List<Path> examples(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(JSON)).sorted().toList();
        }
    }

    private void tell(Object fault) {
        faults++;
        out.println(fault);
    }
}
