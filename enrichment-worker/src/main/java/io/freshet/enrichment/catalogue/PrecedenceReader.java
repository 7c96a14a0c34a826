package io.freshet.enrichment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.freshet.core.merge.AttributePrecedence;
import io.freshet.core.merge.ProfileMerge;
import io.freshet.core.merge.ProviderRank;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads whom to believe about which attribute. */
public final class PrecedenceReader {

    private static final String FILE = "FRESHET_ATTRIBUTE_PRECEDENCE";

    private PrecedenceReader() {}

    /**
     * The merge of what the providers of a catalogue say.
     *
     * @param environment {@code FRESHET_ATTRIBUTE_PRECEDENCE}, a file to be read instead of the shipped rules; the gateway has to
     *     be given the same
     * @throws IllegalArgumentException naming the file and every fault
     */
    public static ProfileMerge read(Map<String, String> environment, List<ProviderDefinition> catalogue) {
        String file = environment.getOrDefault(FILE, "");
        List<ProviderRank> ranks = catalogue.stream()
                .map(provider ->
                        new ProviderRank(provider.code(), provider.coverage().basicData()))
                .toList();
        try (InputStream rules = file.isEmpty() ? shipped() : Files.newInputStream(Path.of(file))) {
            JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(rules);
            return new ProfileMerge(AttributePrecedence.read(document), ranks);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + ": " + file + " is not readable", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FILE + ": " + file + ": " + e.getMessage(), e);
        }
    }

    private static InputStream shipped() {
        return Objects.requireNonNull(AttributePrecedence.class.getResourceAsStream(AttributePrecedence.RESOURCE));
    }
}
