package io.freshet.gateway.projection.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceFactoryTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldReadTheShippedRulesWhenNoFileIsNamed() {
        assertThat(PrecedenceFactory.read("", json)).isEqualTo(PrecedenceFactory.read(null, json));
        assertThat(PrecedenceFactory.read(null, json).first())
                .containsEntry("/otherIds/lei", List.of("global_gleif_lei_enrichment"));
    }

    @Test
    void shouldReadTheFileThatIsNamed(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("rules.yaml"),
                "default: catalogue-order\nattributes: {/fullName: [zz_own_enrichment]}");

        assertThat(PrecedenceFactory.read(file.toString(), json).basicDataFirst())
                .isFalse();
        assertThat(PrecedenceFactory.read(file.toString(), json).first()).containsOnlyKeys("/fullName");
    }

    @Test
    void shouldNameFileAndFaultWhenTheRulesAreWrong(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("rules.yaml"), "default: newest");
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "default: [");

        assertThatThrownBy(() -> PrecedenceFactory.read(file.toString(), json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rules.yaml")
                .hasMessageContaining("default: must be");
        assertThatThrownBy(() -> PrecedenceFactory.read(broken.toString(), json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.yaml");
        assertThatThrownBy(
                        () -> PrecedenceFactory.read(directory.resolve("absent").toString(), json))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent");
    }
}
