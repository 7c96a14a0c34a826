package io.freshet.enrichment;

import static io.freshet.enrichment.EnrichmentFixture.BRAZIL;
import static io.freshet.enrichment.EnrichmentFixture.BRITAIN;
import static io.freshet.enrichment.EnrichmentFixture.command;
import static io.freshet.enrichment.FakeRegister.body;
import static io.freshet.enrichment.FakeRegister.cut;
import static io.freshet.enrichment.FakeRegister.status;
import static io.freshet.enrichment.FakeRegister.throttled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.ProviderOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrichmentWorkerIT {

    private static final Duration LONG = Duration.ofMinutes(30);

    private final AtomicLong numbers = new AtomicLong(19_131_243_000_000L);
    private EnrichmentFixture fixture;

    @BeforeAll
    void start(@TempDir Path providers) throws Exception {
        fixture = new EnrichmentFixture(providers);
    }

    @AfterAll
    void end() throws Exception {
        fixture.close();
    }

    @Test
    void shouldTellOneOutcomePerProviderInTheirOrder() {
        // When
        EnrichEntity command = command(party(), true, LONG, BRITAIN, BRAZIL, "no_such_provider");
        fixture.send(command);

        // Then
        ConsumerRecord<String, byte[]> record = event(command, 1);
        EntityEnriched event = fixture.decode(record);
        assertThat(event.getContext()).isEqualTo(command.getContext());
        assertThat(event.getOutcomes())
                .extracting(ProviderOutcome::getCode, ProviderOutcome::getSuccess)
                .containsExactly(tuple(BRITAIN, true), tuple(BRAZIL, true), tuple("no_such_provider", false));
        assertThat(event.getOutcomes().getLast().getError().getCode()).isEqualTo("INTEGRATION_NOT_ENABLED");
        assertThat(header(record, Headers.NEXT_STAGE)).isEqualTo("RULES");
    }

    @Test
    void shouldAskNobodyAndTellTheSameWhenACommandComesAgain() {
        // Given
        EnrichEntity command = command(party(), true, LONG, BRAZIL);
        fixture.send(command);
        ConsumerRecord<String, byte[]> first = event(command, 1);

        // When
        fixture.send(command);

        // Then
        ConsumerRecord<String, byte[]> second = event(command, 2);
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(header(second, Headers.MESSAGE_ID)).isEqualTo(header(first, Headers.MESSAGE_ID));
        assertThat(fixture.register.calls(command.getParty().getTaxId())).isOne();
    }

    @Test
    void shouldAskOnlyWhatFailedInTheWholeChainWhenAJobIsRetried() {
        // Given: the first job finds the party with Britain alone, the second one asks nobody
        EnrichEntity first = command(party(), true, LONG, BRITAIN, "no_such_provider");
        fixture.send(first);
        ProviderOutcome found = fixture.decode(event(first, 1)).getOutcomes().getFirst();
        String taxId = first.getParty().getTaxId();
        EnrichEntity second = retry(first);
        int before = fixture.register.calls(taxId);

        // When
        EnrichEntity third = EnrichEntity.newBuilder(retry(second))
                .setProviders(List.of(BRITAIN, BRAZIL))
                .build();
        fixture.send(third);
        fixture.send(third);

        // Then
        ConsumerRecord<String, byte[]> again = event(third, 2);
        List<ProviderOutcome> outcomes = fixture.decode(again).getOutcomes();
        assertThat(outcomes).allMatch(ProviderOutcome::getSuccess);
        assertThat(outcomes).extracting(ProviderOutcome::getFromCache).containsExactly(true, false);
        assertThat(outcomes.getFirst().getCostCents()).isZero();
        assertThat(outcomes.getFirst().getDocumentHash()).isEqualTo(found.getDocumentHash());
        assertThat(outcomes.getFirst().getFetchedAt()).isEqualTo(found.getFetchedAt());
        assertThat(outcomes.getFirst().getExecutionId()).isNotEqualTo(found.getExecutionId());
        assertThat(fixture.register.calls(taxId)).isEqualTo(before + 1);
        assertThat(fixture.events(third)).extracting(ConsumerRecord::value).containsOnly(again.value());
    }

    @Test
    void shouldAskAgainWhenTheJobThatIsRetriedBelongsToAnotherTenant() {
        // Given
        EnrichEntity first = command(party(), true, LONG, BRAZIL);
        outcome(first);

        // When
        EnrichEntity retry = retry(first);
        EnrichEntity stranger = EnrichEntity.newBuilder(retry)
                .setContext(JobContext.newBuilder(retry.getContext())
                        .setTenantId(UUID.randomUUID().toString())
                        .build())
                .build();
        ProviderOutcome outcome = outcome(stranger);

        // Then
        assertThat(outcome.getFromCache()).isFalse();
        assertThat(fixture.register.calls(first.getParty().getTaxId())).isEqualTo(2);
    }

    private static EnrichEntity retry(EnrichEntity command) {
        JobContext before = command.getContext();
        List<String> chain = new ArrayList<>(List.of(before.getJobId()));
        chain.addAll(before.getRetryOf());
        JobContext context = JobContext.newBuilder(before)
                .setJobId(UUID.randomUUID().toString())
                .setRetryOf(chain)
                .build();
        return EnrichEntity.newBuilder(command).setContext(context).build();
    }

    @Test
    void shouldAnswerFromTheCacheUnlessARefreshIsForced() {
        // Given
        String party = party();
        assertThat(outcome(command(party, false, LONG, BRAZIL)).getFromCache()).isFalse();

        // When
        ProviderOutcome cached = outcome(command(party, false, LONG, BRAZIL));
        int before = fixture.register.calls(party);
        ProviderOutcome forced = outcome(command(party, true, LONG, BRAZIL));
        ProviderOutcome after = outcome(command(party, false, LONG, BRAZIL));

        // Then
        assertThat(cached.getFromCache()).isTrue();
        assertThat(before).isOne();
        assertThat(forced.getFromCache()).isFalse();
        assertThat(fixture.register.calls(party)).isEqualTo(2);
        assertThat(after.getFromCache()).isTrue();
        assertThat(after.getFetchedAt()).isEqualTo(forced.getFetchedAt());
    }

    @Test
    void shouldComeBackLaterWhenTheProviderSaysSo() {
        // Given
        String party = party();
        fixture.register.answers(party, throttled(2));

        // When
        EnrichEntity command = command(party, true, LONG, BRAZIL);
        ProviderOutcome outcome = outcome(command);

        // Then
        assertThat(outcome.getSuccess()).isTrue();
        assertThat(fixture.register.calls(party)).isEqualTo(2);
        assertThat(fixture.setAside(command)).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("freshet.enrichment.retry.5s.v1");
            assertThat(header(record, Headers.ATTEMPT)).isEqualTo("1");
        });
    }

    @Test
    void shouldSayThrottledWhenThereIsNoTimeToComeBack() throws Exception {
        String party = party();
        fixture.register.answers(party, throttled(600));
        assertThat(code(outcome(command(party, true, Duration.ofMinutes(1), BRAZIL))))
                .isEqualTo("PROVIDER_THROTTLED throttled");
        // It holds for every call to the provider; the other tests need not wait for ten minutes.
        fixture.forgetRefusals();
    }

    @Test
    void shouldTellEachFaultByItsCodeAsDocumented() {
        // Given: two attempts each where it is worth trying again
        Map<String, List<FakeRegister.Reply>> faults = Map.of(
                "SUBJECT_NOT_FOUND not_found", List.of(status(404)),
                "PROVIDER_REJECTED provider_error", List.of(status(401)),
                "PROVIDER_HTTP_ERROR provider_error", List.of(status(503), status(500)),
                "PROVIDER_TIMEOUT timeout", List.of(fixture.register.hang(), fixture.register.hang()),
                "PROVIDER_UNREACHABLE network", List.of(cut(), cut()));
        faults.forEach((code, replies) -> {
            String party = party();
            replies.forEach(reply -> fixture.register.answers(party, reply));

            // When
            EnrichEntity command = command(party, true, LONG, BRAZIL);

            // Then
            assertThat(code(outcome(command))).isEqualTo(code);
            assertThat(fixture.register.calls(party)).as(code).isEqualTo(replies.size());
            assertThat(fixture.setAside(command)).isEmpty();
        });
    }

    @Test
    void shouldSayUnmappableWhenTheAnswerIsNotTheProvidersDocument() {
        for (FakeRegister.Reply reply : List.of(
                body("application/json", "{\"cnpj\": \"191312"),
                body("text/html", "<html>down for maintenance</html>"),
                body("application/json", "[]"),
                body("application/json", "{} {}"),
                body("application/json", "{\"error\": \"busy\"}"))) {
            String party = party();
            fixture.register.answers(party, reply);
            EnrichEntity command = command(party, true, LONG, BRAZIL);
            assertThat(code(outcome(command))).isEqualTo("RESPONSE_UNMAPPABLE mapping");
            assertThat(fixture.decode(event(command, 1)).getProfile()).isNull();
        }
    }

    @Test
    void shouldRecoverWhenTheSecondAttemptSucceeds() {
        String party = party();
        fixture.register.answers(party, status(502));
        assertThat(outcome(command(party, true, LONG, BRAZIL)).getSuccess()).isTrue();
    }

    @Test
    void shouldKeepTheCommandWhenTheDatabaseIsAway() throws Exception {
        // Given
        EnrichEntity command = command(party(), true, LONG, BRAZIL);
        fixture.allowConnections(false);
        try {
            fixture.send(command);
            await(() -> assertThat(fixture.setAside(command)).isNotEmpty());
            assertThat(fixture.events(command)).isEmpty();
            assertThat(fixture.register.calls(command.getParty().getTaxId())).isZero();
        } finally {
            // When
            fixture.allowConnections(true);
        }

        // Then
        assertThat(fixture.decode(event(command, 1)).getOutcomes())
                .extracting(ProviderOutcome::getSuccess)
                .containsExactly(true);
        assertThat(fixture.setAside(command))
                .noneSatisfy(record -> assertThat(record.topic()).contains("dead-letters"));
    }

    private String party() {
        return Long.toString(numbers.incrementAndGet());
    }

    private ProviderOutcome outcome(EnrichEntity command) {
        fixture.send(command);
        List<ProviderOutcome> outcomes = fixture.decode(event(command, 1)).getOutcomes();
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    /** The event of a command that is the {@code number}th of its job, and the last. */
    private ConsumerRecord<String, byte[]> event(EnrichEntity command, int number) {
        await(() -> assertThat(fixture.events(command)).hasSize(number));
        return fixture.events(command).getLast();
    }

    private static String code(ProviderOutcome outcome) {
        assertThat(outcome.getSuccess()).isFalse();
        return outcome.getError().getCode() + ' ' + outcome.getError().getCategory();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(assertion);
    }
}
