package io.freshet.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI 3.1 document of this gateway: what the compiler wrote, as {@link OpenApiLift} finishes it. */
public final class OpenApiDocument {

    private static final String GENERATED = "/META-INF/swagger/openapi.yml";

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private final ObjectNode document;

    private OpenApiDocument(ObjectNode document) {
        this.document = document;
    }

    /** Reads what the compiler left on the class path. */
    public static OpenApiDocument load() {
        try (InputStream generated = OpenApiDocument.class.getResourceAsStream(GENERATED)) {
            if (generated == null) {
                throw new IllegalStateException("the build left no " + GENERATED);
            }
            return new OpenApiDocument(OpenApiLift.lift((ObjectNode) YAML.readTree(generated)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document; a copy. */
    public ObjectNode tree() {
        return document.deepCopy();
    }

    public String yaml() {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    public String json() {
        return document.toPrettyString();
    }
}
