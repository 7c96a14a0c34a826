package io.freshet.enrichment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The provider that {@code docs/adding-a-provider.md} adds, as it stands there. */
public final class AddedProvider {

    public static final String CODE = "cz_ares_company_enrichment";
    private static final Path PAGE = Path.of("../docs/adding-a-provider.md");
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```\\n", Pattern.DOTALL);

    private AddedProvider() {}

    /** The blocks of the page in a language, in order. */
    public static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    /** Writes file and examples as the page says. */
    public static void write(Path directory) throws IOException {
        Files.writeString(directory.resolve(CODE + ".yaml"), blocks("yaml").getFirst());
        Path examples = Files.createDirectories(directory.resolve(CODE));
        List<String> cases = blocks("json");
        Files.writeString(examples.resolve("typical.json"), cases.getFirst());
        Files.writeString(examples.resolve("unknown.json"), cases.get(1));
    }
}
