package io.freshet.gateway.projection.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.merge.AttributePrecedence;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the rules of precedence once; a fault in them ends the start. */
@Factory
final class PrecedenceFactory {

    @Context
    AttributePrecedence precedence(PrecedenceSettings settings, ObjectMapper json) {
        return read(settings.attributePrecedence(), json);
    }

    /**
     * Reads rules.
     *
     * @param file null or empty for the shipped ones
     * @throws IllegalArgumentException naming the file and every fault
     */
    static AttributePrecedence read(@Nullable String file, ObjectMapper json) {
        boolean given = file != null && !file.isEmpty();
        try (InputStream rules = given ? Files.newInputStream(Path.of(file)) : shipped()) {
            JsonNode document = json.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(rules));
            return AttributePrecedence.read(document);
        } catch (IOException e) {
            throw new UncheckedIOException("freshet.attribute-precedence: " + file + " is not readable", e);
        } catch (IllegalArgumentException | YAMLException e) {
            throw new IllegalArgumentException("freshet.attribute-precedence: " + file + ": " + e.getMessage(), e);
        }
    }

    private static InputStream shipped() {
        return Objects.requireNonNull(AttributePrecedence.class.getResourceAsStream(AttributePrecedence.RESOURCE));
    }
}
