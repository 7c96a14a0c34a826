package io.freshet.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No source file of any module grows beyond what a person reads in one go. */
class SourceSizeTest {

    private static final int MOST_LINES = 500;

    @Test
    void shouldHaveNoSourceFileOver500Lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> modules = Files.list(Path.of("..").toRealPath())) {
            for (Path source : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                for (Path file : javaFiles(source)) {
                    seen++;
                    int lines = Files.readAllLines(file).size();
                    if (lines > MOST_LINES) {
                        tooLong.add(file + " has " + lines + " lines; split it at its responsibilities");
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(100);
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> javaFiles(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
