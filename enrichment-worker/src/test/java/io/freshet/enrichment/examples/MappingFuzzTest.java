package io.freshet.enrichment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.DocumentMapping;
import io.freshet.enrichment.Exchange;
import io.freshet.enrichment.Inquiry;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.http.HttpProvider;
import io.freshet.enrichment.http.ListedExchange;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a provider answers, composing and mapping throw nothing, and what comes out is clean. The answers are those of the
 * examples, spoilt; {@code -Dtest.seed} repeats a run.
 */
class MappingFuzzTest {

    private static final int ROUNDS = Integer.getInteger("test.mutations", 20_000);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final DocumentMapping mapping = new DocumentMapping();

    static Stream<ProviderDefinition> providers() {
        return ShippedExamples.CATALOGUE.stream();
    }

    /** The subject of an example and the answers to its requests, by name of the request, in the order of the pages. */
    private record Recorded(ProviderExample example, Map<String, List<JsonNode>> answers) {}

    @ParameterizedTest
    @MethodSource("providers")
    void shouldBeTotalAndClean(ProviderDefinition provider) throws Exception {
        // Given
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println(provider.code() + " seed " + seed);
        Random random = new Random(seed);
        Mutator mutator = new Mutator(random);
        List<Recorded> recorded = new ArrayList<>();
        for (Path file : ShippedExamples.files(provider.code())) {
            record(provider, ShippedExamples.read(file)).ifPresent(recorded::add);
        }
        assertThat(recorded).as("examples with documents").isNotEmpty();

        // When
        int profiles = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Recorded chosen = recorded.get(random.nextInt(recorded.size()));
            if (isParty(provider, chosen, random.nextInt(10) == 0 ? UnaryOperator.identity() : mutator::mutated)) {
                profiles++;
            }
        }

        // Then: most documents are still good for something, or the mapping gives up too soon
        assertThat(profiles).isGreaterThan(ROUNDS / 2);
    }

    private boolean isParty(ProviderDefinition provider, Recorded recorded, UnaryOperator<JsonNode> spoil)
            throws InterruptedException {
        Map<String, Integer> pages = new HashMap<>();
        Exchange exchange = (definition, call, inquiry) -> {
            List<JsonNode> answers = recorded.answers().getOrDefault(call.request(), List.of());
            int page = pages.merge(call.request(), 1, Integer::sum) - 1;
            return page < answers.size() && spoil.apply(answers.get(page)) instanceof ObjectNode document
                    ? new Answer.Found(document, Instant.EPOCH)
                    : new Answer.NotFound(Instant.EPOCH);
        };
        Answer answer = ask(provider, recorded.example(), exchange);
        if (!(answer instanceof Answer.Found found)
                || !(mapping.map(provider, recorded.example().subject(), found.document())
                        instanceof DocumentMapping.Party party)) {
            return false;
        }
        try {
            CleanProfile.check("profile", "", party.profile());
            if (party.entityData() != null) {
                CleanProfile.check("entityData", "", party.entityData());
            }
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " of " + found.document(), e);
        }
        return true;
    }

    /** The answers of an example that finds something. */
    private static Optional<Recorded> record(ProviderDefinition provider, ProviderExample example)
            throws InterruptedException {
        if (example.expected().outcome() != ExampleOutcome.FOUND) {
            return Optional.empty();
        }
        Map<String, List<JsonNode>> answers = new HashMap<>();
        List<ListedExchange> left = new ArrayList<>(example.exchanges());
        Exchange exchange = (definition, call, inquiry) -> {
            String request = call.method() + " " + call.target();
            ListedExchange listed = left.stream()
                    .filter(candidate -> candidate.request().equals(request))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not listed: " + request));
            left.remove(listed);
            if (listed.status() != 200) {
                return new Answer.NotFound(Instant.EPOCH);
            }
            JsonNode document = parsed(listed.body());
            answers.computeIfAbsent(call.request(), added -> new ArrayList<>()).add(document.deepCopy());
            return new Answer.Found(document, Instant.EPOCH);
        };
        ask(provider, example, exchange);
        return Optional.of(new Recorded(example, answers));
    }

    private static Answer ask(ProviderDefinition provider, ProviderExample example, Exchange exchange)
            throws InterruptedException {
        return new HttpProvider(exchange, CLOCK).ask(provider, example.subject(), new Inquiry(Instant.MAX, false));
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
