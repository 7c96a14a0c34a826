package io.freshet.enrichment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with the files of a directory, and that the place is told. */
class CatalogueFaultsTest {

    private static final String CODE = "dk_cvr_company_enrichment";
    private static final String FILE = """
            code: dk_cvr_company_enrichment
            name: CVR
            vendor: cvr
            position: 300
            entityTypes: [company]
            countries: [DK]
            yields: [/legal_name]
            baseUrl: https://cvr.example/api
            requests:
              - name: company
                path: /{taxId:digits}?scope={parameter:scope}
            credentials: {secret: cvr, as: basic}
            timeout: 10s
            retry: {maxAttempts: 3, backoff: 200ms..5s, jitter: 0.2}
            parameters: {scope: {description: how much, pattern: '[a-z]{1,9}'}}
            response:
              mapping: |
                {
                  "fullName": name
                }
            """;

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void shouldHaveNoFaultAsItStands() throws Exception {
        assertThat(faults(FILE)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "position: 300 | position: -1 | 4 | /position | minimum",
                "position: 300 | position: 10 | 4 | /position | br_brasilapi_company_enrichment",
                "name: CVR | nmae: CVR | 1 | `` | name",
                "countries: [DK] | countries: [DK, ZZ] | 6 | /countries/1 | ISO 3166-1",
                "countries: [DK] | countries: [SE] | 1 | /code | country",
                "/legal_name | /legalname | 7 | /yields/0 | enumeration",
                "https://cvr.example/api | http://cvr.example/api | 8 | /baseUrl | https",
                "https://cvr.example/api | https://cvr.example/api?x=1 | 8 | /baseUrl | nothing after",
                "https://cvr.example/api | https://user@cvr.example | 8 | /baseUrl | nothing after",
                "https://cvr.example/api | https://cvr example | 8 | /baseUrl | no URL",
                "{taxId:digits} | {cvr} | 11 | /requests/0/path | {cvr}",
                "{parameter:scope} | {parameter:depth} | 11 | /requests/0/path | {parameter:depth}",
                "{taxId:digits} | {taxId | 11 | /requests/0/path | brace",
                "{taxId:digits} | a b | 11 | /requests/0/path | no path",
                "as: basic | as: header | 12 | /credentials | name",
                "as: basic | `as: basic, name: X-Key` | 12 | /credentials/name | header",
                "as: basic | as: digest | 12 | /credentials | ",
                "timeout: 10s | timeout: 10m | 13 | /timeout | 2m",
                "timeout: 10s | timeout: 10 | 13 | /timeout | string",
                "200ms..5s | 6s..5s | 14 | /retry/backoff | begins",
                "200ms..5s | 200ms..5h | 14 | /retry/backoff | 10m",
                "`timeout: 10s` | `timeout: 10s\ncache: {ttl: 400d}` | 14 | /cache/ttl | at most",
                "200ms..5s | 200ms-5s | 14 | /retry/backoff | pattern",
                "[a-z]{1,9} | (full | 15 | /parameters/scope/pattern | RE2",
                "`\"fullName\": name` | `\"fullName\" name` | 19 | /response/mapping | JSONata",
                "entityTypes: [company] | entityTypes: [company | 6 | `` | YAML",
                "name: CVR | `name: CVR\nname: Twice` | 3 | `` | twice",
            })
    void shouldTellTheFaultAndItsPlace(String text, String by, int line, String pointer, String word) throws Exception {
        String wrong = FILE.replace(text, by);
        assertThat(wrong).isNotEqualTo(FILE);
        assertThat(faults(wrong)).anySatisfy(fault -> {
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.message()).contains(word == null ? "" : word);
            assertThat(fault.file()).endsWith(CODE + ".yaml");
        });
    }

    @Test
    void shouldTellAllFaultsOfAllFilesAtOnce() throws Exception {
        write(CODE, FILE.replace("200ms..5s", "6s..5s").replace("10s", "10m"));
        write("dk_other_company_enrichment", FILE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueReader.read(environment()))
                .withMessageContainingAll(
                        CODE + ".yaml:14: /retry/backoff: ",
                        CODE + ".yaml:13: /timeout: ",
                        "dk_other_company_enrichment.yaml:1: /code: the file of this code is named " + CODE + ".yaml");
    }

    @Test
    void shouldTellABadAddressOfTheEnvironmentByItsVariable() throws Exception {
        environment.put("FRESHET_PROVIDER_BASE_URL_CVR", "http://10.0.0.1");
        assertThat(faults(FILE))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("FRESHET_PROVIDER_BASE_URL_CVR"));
        for (String own : List.of("http://127.0.0.1:8080/x", "http://localhost:1", "http://[::1]:80")) {
            environment.put("FRESHET_PROVIDER_BASE_URL_CVR", own);
            assertThat(faults(FILE)).isEmpty();
        }
    }

    @Test
    void shouldReplaceAShippedProvider() throws Exception {
        String shipped = ShippedFiles.provider("no_brreg_company_enrichment.yaml");
        write("no_brreg_company_enrichment", shipped.replaceFirst("timeout: \\w+", "timeout: 99s"));
        assertThat(CatalogueReader.read(environment()))
                .filteredOn(provider -> provider.code().equals("no_brreg_company_enrichment"))
                .singleElement()
                .satisfies(provider -> assertThat(provider.timeout()).hasSeconds(99));
    }

    @Test
    void shouldRefuseWhatIsTooMuch() throws Exception {
        assertThat(faults(FILE + "#".repeat(256 * 1024)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("256 KiB"));
        assertThat(faults("""
                        a: &a [x,x,x,x,x,x,x,x,x]
                        b: &b [*a,*a,*a,*a,*a,*a,*a,*a]
                        c: &c [*b,*b,*b,*b,*b,*b,*b,*b]
                        d: &d [*c,*c,*c,*c,*c,*c,*c,*c]
                        e: &e [*d,*d,*d,*d,*d,*d,*d,*d]
                        f: [*e,*e,*e,*e,*e]
                        """))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("can hold"));
        Files.write(directory.resolve(CODE + ".yaml"), new byte[] {'a', (byte) 0xFF});
        assertThat(CatalogueReader.readAll(environment()).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("UTF-8"));
    }

    @Test
    void shouldBoundTheNumberOfFiles() throws Exception {
        for (int i = 0; i <= 1_000; i++) {
            write("x" + i, "");
        }
        assertThat(CatalogueReader.readAll(environment()).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("1000"));
    }

    @Test
    void shouldTellADirectoryThatIsNotThere() {
        environment.put("FRESHET_PROVIDERS_DIRECTORY", "/no/such/directory");
        assertThat(CatalogueReader.readAll(environment).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).startsWith("/no/such/directory:1: cannot be read"));
    }

    private List<Fault> faults(String text) throws IOException {
        write(CODE, text);
        return CatalogueReader.readAll(environment()).faults();
    }

    private void write(String code, String text) throws IOException {
        Files.writeString(directory.resolve(code + ".yaml"), text, StandardCharsets.UTF_8);
    }

    private Map<String, String> environment() {
        environment.putIfAbsent("FRESHET_PROVIDERS_DIRECTORY", directory.toString());
        return environment;
    }
}
