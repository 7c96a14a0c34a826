package io.freshet.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {

    private static final Path COMMITTED = Path.of("..", "docs", "openapi.yaml");

    /** {@code -Dopenapi.write} writes the file instead. */
    @Test
    void shouldEqualTheCommittedDocument() throws IOException {
        String generated = OpenApiDocument.load().yaml();
        if (System.getProperty("openapi.write") != null) {
            Files.writeString(COMMITTED, generated);
        }
        assertThat(generated)
                .as("docs/openapi.yaml is behind the code: run ./freshet openapi")
                .isEqualTo(Files.readString(COMMITTED));
    }
}
