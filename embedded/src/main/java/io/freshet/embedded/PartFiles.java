package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the build left the programs that run as child processes. */
final class PartFiles {

    private static final Path BUILT = Path.of("embedded", "target");

    private PartFiles() {}

    /**
     * The root of the project: system property {@code freshet.home}, or the nearest folder above the working directory in
     * which the parts are built.
     */
    static Path home() {
        String property = System.getProperty("freshet.home");
        if (property != null) {
            return Path.of(property).toAbsolutePath().normalize();
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(BUILT).resolve("registry"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "the embedded parts are not built here; set -Dfreshet.home to the project's root");
    }

    static Path registryJar() {
        return only(home().resolve(BUILT).resolve("registry"), "-runner.jar");
    }

    static List<Path> registryJars() {
        return jars(home().resolve(BUILT).resolve("registry").resolve("lib"));
    }

    /** The jars of the broker, in a fixed order: a start-up cache is valid for one order only. */
    static List<Path> brokerJars() {
        return jars(home().resolve(BUILT).resolve("lib"));
    }

    static String classPath(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static Path only(Path folder, String suffix) {
        return jars(folder).stream()
                .filter(jar -> jar.toString().endsWith(suffix))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no *" + suffix + " in " + folder));
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded parts are not built: " + folder, e);
        }
    }

    /** Options of a part's JVM: small, and with nothing to start that it does not need. */
    static List<String> jvmOptions(int heapMegabytes) {
        return List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");
    }
}
