package io.freshet.gateway.marketplace.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.PartyType;
import io.freshet.gateway.marketplace.CountryStrategyTable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The strategies of {@code country-strategies.yaml}, read once; a fault in the file ends the start. */
@Singleton
final class ShippedStrategies implements CountryStrategyTable {

    private static final String FILE = "/country-strategies.yaml";

    private final List<Entry> entries;

    ShippedStrategies(ObjectMapper json) {
        try (InputStream file = Objects.requireNonNull(ShippedStrategies.class.getResourceAsStream(FILE))) {
            this.entries = read(json.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("the country strategies are not readable", e);
        }
    }

    @Override
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Reads rows.
     *
     * @throws IllegalArgumentException naming the row that is faulty, counted from 0
     */
    static List<Entry> read(JsonNode rows) {
        List<Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            Entry entry = entry(row, i);
            if (!seen.add(entry.country() + entry.type())) {
                throw new IllegalArgumentException("country strategy " + i + " repeats an earlier one");
            }
            entries.add(entry);
        }
        return List.copyOf(entries);
    }

    private static Entry entry(JsonNode row, int index) {
        String country = row.path("country").asText();
        String type = row.path("type").asText();
        String basicData = row.path("basicData").asText();
        if (!country.matches("[A-Z]{2}") || !type.matches("company|person") || basicData.isBlank()) {
            throw new IllegalArgumentException("country strategy " + index + " needs country, type and basicData");
        }
        List<String> relationships = new ArrayList<>();
        row.path("relationships").forEach(code -> relationships.add(code.asText()));
        return new Entry(country, PartyType.valueOf(type.toUpperCase(Locale.ROOT)), basicData, relationships);
    }
}
