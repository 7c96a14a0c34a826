package io.freshet.enrichment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.enrichment.AddedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/adding-a-provider.md} says of checking, on the file and the examples that stand there. */
class AddingAProviderTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private Path directory;
    private Path file;
    private List<String> outputs;

    @BeforeEach
    void write(@TempDir Path folder) throws Exception {
        directory = folder;
        file = folder.resolve(AddedProvider.CODE + ".yaml");
        AddedProvider.write(folder);
        outputs = AddedProvider.blocks("").stream()
                .filter(block -> block.contains(AddedProvider.CODE))
                .toList();
    }

    @Test
    void shouldFindAllAsTheExamplesSay() throws Exception {
        assertThat(check()).isTrue();
        assertThat(said()).isEqualTo(outputs.getFirst());
    }

    @Test
    void shouldTellEveryFaultAtOnceWithItsLine() throws Exception {
        replace("/{ico}", "/{icc}");
        replace("\"taxId\": ico,\n      \"status\"", "\"taxId\": ico,,\n      \"status\"");
        assertThat(check()).isFalse();
        assertThat(said()).isEqualTo(outputs.get(1));
    }

    @Test
    void shouldTellEveryDifference() throws Exception {
        replace("obchodniJmeno,\n      \"taxId\"", "sidlo.textovaAdresa,\n      \"taxId\"");
        assertThat(check()).isFalse();
        assertThat(said())
                .contains(
                        "typical.json: profile/fullName: expected \"Příklad s.r.o.\", got \"Dlouhá 12, 11000 Praha\"");
    }

    @Test
    void shouldTellWhatIsAskedBesideTheExample() throws Exception {
        replace("/{ico}", "/{ico}?full=true");
        assertThat(check()).isFalse();
        assertThat(said()).contains("typical.json: not listed: GET ", "?full=true", "typical.json: never asked: GET ");
    }

    @Test
    void shouldWantExamples() throws Exception {
        for (String name : List.of("typical", "unknown")) {
            Files.delete(directory.resolve(AddedProvider.CODE).resolve(name + ".json"));
        }
        assertThat(check()).isFalse();
        assertThat(said()).contains("has no examples");
    }

    @Test
    void shouldTellOfExamplesThatAreNoProviders() throws Exception {
        Files.createDirectory(directory.resolve("cz_area_company_enrichment"));
        assertThat(check()).isFalse();
        assertThat(said()).contains("cz_area_company_enrichment: is no provider's");
    }

    @Test
    void shouldTellWhatIsWrongWithAnExample() throws Exception {
        Files.writeString(directory.resolve(AddedProvider.CODE).resolve("typical.json"), "{\"about\": \"x\",\n}");
        assertThat(check()).isFalse();
        assertThat(said()).contains("typical.json:2: ");
    }

    private boolean check() throws Exception {
        return CheckProviders.check(directory, Clock.systemUTC(), new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    /** With the folder named as on the page. */
    private String said() {
        return told.toString(StandardCharsets.UTF_8).replace(directory.toString(), "my-providers");
    }

    private void replace(String text, String by) throws Exception {
        String before = Files.readString(file);
        assertThat(before).contains(text);
        Files.writeString(file, before.replace(text, by));
    }
}
