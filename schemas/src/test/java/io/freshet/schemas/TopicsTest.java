package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final Path PAGE = Path.of("../docs/topics.md");

    /** Below this heading the page is written by hand. */
    private static final String BY_HAND = "\n## ";

    /** The table is generated: run with {@code -Dtopics.write} after a change of the catalogue. */
    @Test
    void shouldBeDocumentedAsTheCatalogueSays() throws IOException {
        String page = "# Topics\n\nThis table is generated from `schemas/…/Topics.java` by `TopicsTest`.\n\n"
                + "| Topic | Key | Value | Written by | Partitions | Kept |\n|---|---|---|---|---|---|\n"
                + Topics.all().stream().map(TopicsTest::row).collect(Collectors.joining());
        String written = Files.readString(PAGE);
        String rest = written.contains(BY_HAND) ? written.substring(written.indexOf(BY_HAND)) : "";
        if (System.getProperty("topics.write") != null) {
            Files.writeString(PAGE, page + rest);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page + rest);
    }

    private static String row(Topic topic) {
        String kept = topic.compacted() ? "compacted" : topic.retention().toDays() + " days";
        return "| `%s` | %s | %s | %s | %d | %s |\n"
                .formatted(
                        topic.name(),
                        topic.key(),
                        topic.value()
                                .map(schema -> '`' + schema.getName() + '`')
                                .orElse("as source"),
                        topic.owner(),
                        topic.partitions(),
                        kept);
    }

    @Test
    void shouldHaveNamesOnce() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
    }

    /** A reader of an older version must survive a symbol that it does not know. */
    @Test
    void shouldGiveEveryEnumerationAnUnknownDefault() {
        Topics.all().forEach(topic -> topic.value().ifPresent(schema -> assertDefaults(schema, new HashSet<>())));
    }

    private static void assertDefaults(Schema schema, Set<String> seen) {
        switch (schema.getType()) {
            case ENUM ->
                assertThat(schema.getEnumDefault()).as(schema.getName()).isEqualTo("UNKNOWN");
            case ARRAY -> assertDefaults(schema.getElementType(), seen);
            case UNION -> schema.getTypes().forEach(type -> assertDefaults(type, seen));
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> assertDefaults(field.schema(), seen));
                }
            }
            default -> {
                // Nothing inside.
            }
        }
    }
}
