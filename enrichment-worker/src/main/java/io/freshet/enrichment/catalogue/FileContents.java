package io.freshet.enrichment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.enrichment.catalogue.JsonataMapping.SyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values of a provider file that the schema has let through; what is wrong beyond it becomes a fault of the file. */
final class FileContents {

    private final ProviderFile file;

    FileContents(ProviderFile file) {
        this.file = file;
    }

    JsonNode at(String pointer) {
        return file.at(pointer);
    }

    String text(String pointer) {
        return file.at(pointer).asText();
    }

    List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        file.at(pointer).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    void fault(String pointer, String message) {
        file.fault(pointer, message);
    }

    /** {@code 200ms}, {@code 10s}, {@code 5m}, {@code 24h} or {@code 7d}; the default where there is none. */
    Duration duration(String pointer, Duration otherwise) {
        JsonNode node = file.at(pointer);
        return node.isTextual() ? duration(node.textValue()) : otherwise;
    }

    /** The same, at most {@code longest}, which is written as in the file. */
    Duration duration(String pointer, Duration otherwise, String longest) {
        Duration duration = duration(pointer, otherwise);
        if (duration.compareTo(duration(longest)) > 0) {
            file.fault(pointer, "must be at most " + longest);
        }
        return duration;
    }

    static Duration duration(String text) {
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
    }

    /** The compiled expression; one that is no JSONata is a fault and counts as missing. */
    Optional<JsonataMapping> expression(String pointer) {
        JsonNode node = file.at(pointer);
        if (!node.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonataMapping.compile(node.textValue()));
        } catch (SyntaxException e) {
            file.fault(pointer, e.line(), e.reason());
            return Optional.empty();
        }
    }
}
