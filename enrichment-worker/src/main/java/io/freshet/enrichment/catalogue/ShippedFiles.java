package io.freshet.enrichment.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** What lies in the worker's own jar, or in its folder of classes. */
final class ShippedFiles {

    private static final String FOLDER = "providers/";

    private ShippedFiles() {}

    /** Names of the shipped provider files, without the folder, in order. */
    static List<String> providers() {
        try {
            Path home = home();
            if (Files.isDirectory(home)) {
                try (Stream<Path> files = Files.list(home.resolve(FOLDER))) {
                    return names(files.map(file -> FOLDER + file.getFileName()));
                }
            }
            try (JarFile jar = new JarFile(home.toFile())) {
                return names(jar.stream().map(ZipEntry::getName));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Stream<String> paths) {
        return paths.filter(path -> path.startsWith(FOLDER) && path.endsWith(".yaml"))
                .map(path -> path.substring(FOLDER.length()))
                .filter(name -> !name.contains("/"))
                .sorted()
                .toList();
    }

    private static Path home() {
        CodeSource source = ShippedFiles.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(Objects.requireNonNull(source, "the place of the worker's classes")
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String provider(String name) {
        return text("/" + FOLDER + name);
    }

    static String text(String resource) {
        try (InputStream file = Objects.requireNonNull(ShippedFiles.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
