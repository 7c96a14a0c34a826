package io.freshet.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers that a class asks; {@link LedgerProvider} is one. */
class CodedProvidersTest {

    private static final String FILE = """
            code: dk_ledger_company_enrichment
            name: A ledger
            vendor: ledger
            position: 201
            entityTypes: [company]
            countries: [DK]
            yields: [/legal_name]
            baseUrl: https://ledger.example
            timeout: 200ms
            response: {mapping: '{"fullName": name}'}
            """;
    private static final Answer BY_HTTP = new Answer.NotFound(Instant.EPOCH);

    @TempDir
    private Path directory;

    @Test
    void shouldStandInTheCodeOfThePageAsItIsHere() throws Exception {
        String block = AddedProvider.blocks("java").getFirst();
        assertThat(Files.readString(Path.of("src/test/java/io/freshet/enrichment/LedgerProvider.java")))
                .contains(block);
    }

    @Test
    void shouldAskByCodeInsideTheGuardsAndAllOthersByHttp() throws Exception {
        List<ProviderDefinition> catalogue = catalogue(FILE);
        CodedProviders coded = CodedProviders.find(catalogue);
        Exchange innermost = coded.orElse((definition, call, inquiry) -> BY_HTTP);
        Exchange guarded = (definition, call, inquiry) -> {
            inquiry.sending();
            return innermost.send(definition, call, inquiry);
        };
        Provider provider = coded.orElse((definition, subject, inquiry) -> BY_HTTP, guarded);
        Subject subject = Subject.company("DK", "1");
        for (ProviderDefinition definition : catalogue) {
            Inquiry inquiry = new Inquiry(Instant.MAX, false);
            Answer answer = provider.ask(definition, subject, inquiry);
            boolean byCode = definition.requests().isEmpty();
            assertThat(answer instanceof Answer.Found).isEqualTo(byCode);
            assertThat(inquiry.sent()).isEqualTo(byCode ? 1 : 0);
        }
    }

    @Test
    void shouldWantAClassWhereAFileHasNoRequests() throws Exception {
        List<ProviderDefinition> catalogue = catalogue(FILE.replace("ledger", "account"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodedProviders.find(catalogue))
                .withMessageContaining("dk_account_company_enrichment");
    }

    @Test
    void shouldFailAsAProviderFailsWhenTheCodeThrowsOrHangs() throws Exception {
        ProviderDefinition definition = catalogue(FILE).stream()
                .filter(found -> found.requests().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(ask(definition, () -> {
                    throw new IllegalStateException("of its own");
                }))
                .isEqualTo(new Answer.Unavailable(Answer.Reason.SERVER_ERROR, 500));
        assertThat(ask(definition, () -> {
                    new CountDownLatch(1).await();
                    return BY_HTTP;
                }))
                .isEqualTo(new Answer.Unavailable(Answer.Reason.TIMEOUT, 504));
    }

    private static Answer ask(ProviderDefinition definition, Callable<Answer> code) throws InterruptedException {
        EnrichmentProvider provider = new EnrichmentProvider() {
            @Override
            public String code() {
                return definition.code();
            }

            @Override
            public Answer ask(ProviderDefinition asked, Subject subject, Instant deadline) throws Exception {
                return code.call();
            }
        };
        Inquiry inquiry = new Inquiry(Instant.MAX, false);
        inquiry.about(Subject.company("DK", "1"));
        return CodedProviders.ask(provider, definition, inquiry);
    }

    private List<ProviderDefinition> catalogue(String file) throws Exception {
        String code = file.lines().findFirst().orElseThrow().substring("code: ".length());
        Files.writeString(directory.resolve(code + ".yaml"), file);
        return CatalogueReader.read(Map.of("FRESHET_PROVIDERS_DIRECTORY", directory.toString()));
    }
}
