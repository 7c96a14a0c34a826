package io.freshet.enrichment;

import static io.freshet.enrichment.EnrichmentFixture.BRAZIL;
import static io.freshet.enrichment.EnrichmentFixture.BRITAIN;
import static io.freshet.enrichment.EnrichmentFixture.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.BudgetEvent;
import io.freshet.schemas.BudgetLevel;
import io.freshet.schemas.CircuitState;
import io.freshet.schemas.DailyBudget;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.ProviderHealth;
import io.freshet.schemas.ProviderMode;
import io.freshet.schemas.ProviderOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' states, circuits and budgets, as a worker obeys and tells them. */
class ProviderControlIT {

    private static final Duration LONG = Duration.ofMinutes(30);
    private static final AtomicLong NUMBERS = new AtomicLong(19_131_243_800_000L);

    private EnrichmentFixture fixture;

    @BeforeEach
    void start(@TempDir Path providers) throws Exception {
        fixture = new EnrichmentFixture(
                providers,
                1,
                Map.of(),
                yaml -> yaml.replace(
                                "failureRate: 1.0, window: 50, openFor: 30s",
                                "failureRate: 0.5, window: 10, openFor: 3s")
                        .replace("cost: {cents: 0}", "cost: {cents: 3}")
                        .replace("maxAttempts: 2", "maxAttempts: 1"));
    }

    @AfterEach
    void end() throws Exception {
        fixture.operate(BRAZIL, ProviderMode.ENABLED);
        fixture.operate(BRITAIN, ProviderMode.ENABLED);
        fixture.close();
    }

    @Test
    void shouldHoldCommandsBackWhileAProviderIsPausedAndGoOnAfterwards() {
        // Given
        fixture.operate(BRAZIL, ProviderMode.PAUSED);
        EnrichEntity before = awaitObeyed("CIRCUIT_OPEN");
        EnrichEntity waiting = command(party(), true, LONG, BRAZIL, BRITAIN);
        // When
        fixture.send(waiting);
        await(() -> assertThat(fixture.setAside(waiting)).isNotEmpty());
        // Then: the other provider has been asked
        assertThat(calls(waiting)).isOne();
        assertThat(fixture.events(waiting)).isEmpty();
        ProviderOutcome outcome = outcome(before);
        assertThat(outcome.getError().getMessage()).contains("paused");
        // And when it is let go on
        fixture.operate(BRAZIL, ProviderMode.ENABLED);
        await(() -> assertThat(fixture.events(waiting)).isNotEmpty());
        assertThat(calls(waiting)).isEqualTo(2);
        assertThat(fixture.decode(fixture.events(waiting).getFirst()).getOutcomes())
                .allMatch(ProviderOutcome::getSuccess);
    }

    @Test
    void shouldEndAtOnceWhileACircuitIsForcedOpen() {
        fixture.operate(BRAZIL, ProviderMode.FORCED_OPEN);
        awaitObeyed("CIRCUIT_OPEN");
        EnrichEntity command = command(party(), true, LONG, BRAZIL);
        fixture.send(command);
        ProviderOutcome outcome = outcome(command);
        assertThat(outcome.getError().getCode()).isEqualTo("CIRCUIT_OPEN");
        assertThat(outcome.getError().getMessage()).contains("out of use");
        assertThat(outcome.getCostCents()).isZero();
        assertThat(calls(command)).isZero();
        assertThat(fixture.setAside(command)).isEmpty();
    }

    /** Sends commands that have no time to wait until one is told what an operator wants. */
    private EnrichEntity awaitObeyed(String code) {
        List<EnrichEntity> tried = new ArrayList<>();
        await(() -> {
            EnrichEntity command = command(party(), true, Duration.ofSeconds(12), BRAZIL);
            tried.add(command);
            fixture.send(command);
            ProviderOutcome outcome = outcome(command);
            assertThat(outcome.getSuccess()).isFalse();
            assertThat(outcome.getError().getCode()).isEqualTo(code);
        });
        return tried.getLast();
    }

    @Test
    void shouldOpenTheCircuitTellItAndCloseItAfterwards() {
        // Given
        for (int i = 0; i < 10; i++) {
            EnrichEntity failing = command(party(), true, LONG, BRAZIL);
            fixture.register.answers(failing.getParty().getTaxId(), FakeRegister.status(500));
            fixture.send(failing);
            outcome(failing);
        }
        await(() -> assertThat(fixture.health(BRAZIL))
                .extracting(ProviderHealth::getCircuit)
                .contains(CircuitState.OPEN));
        // When
        EnrichEntity later = command(party(), true, LONG, BRAZIL);
        fixture.send(later);
        // Then
        assertThat(outcome(later).getSuccess()).isTrue();
        assertThat(calls(later)).isOne();
        await(() -> {
            for (int i = 0; i < 3; i++) {
                EnrichEntity more = command(party(), true, LONG, BRAZIL);
                fixture.send(more);
                assertThat(outcome(more).getSuccess()).isTrue();
            }
            assertThat(fixture.health(BRAZIL).getLast().getCircuit()).isEqualTo(CircuitState.CLOSED);
        });
        assertThat(fixture.health(BRITAIN))
                .extracting(ProviderHealth::getCircuit)
                .containsOnly(CircuitState.CLOSED);
    }

    @Test
    void shouldRefuseWhatTheBudgetOfTheDayDoesNotHoldAndTellEachLimitOnce() {
        // Given: two calls of three cents fit seven
        String tenant = UUID.randomUUID().toString();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            EnrichEntity command = of(tenant, new DailyBudget(5L, 7L), command(party(), true, LONG, BRAZIL));
            fixture.send(command);
            ProviderOutcome outcome = outcome(command);
            codes.add(
                    outcome.getSuccess()
                            ? "" + outcome.getCostCents()
                            : outcome.getError().getCode());
            // A command that comes again says the same
            fixture.send(command);
            await(() -> assertThat(fixture.events(command)).hasSize(2));
        }
        // Then
        assertThat(codes).containsExactly("3", "3", "BUDGET_EXCEEDED", "BUDGET_EXCEEDED");
        await(() -> assertThat(fixture.budgetEvents(tenant).stream().distinct())
                .extracting(BudgetEvent::getLevel)
                .containsExactly(BudgetLevel.SOFT, BudgetLevel.HARD));
        assertThat(fixture.budgetEvents(tenant).getFirst().getSpentCents()).isEqualTo(6);
    }

    private static EnrichEntity of(String tenant, DailyBudget budget, EnrichEntity command) {
        return EnrichEntity.newBuilder(command)
                .setContext(JobContext.newBuilder(command.getContext())
                        .setTenantId(tenant)
                        .setDailyBudget(budget)
                        .build())
                .build();
    }

    private int calls(EnrichEntity command) {
        return fixture.register.calls(command.getParty().getTaxId());
    }

    private ProviderOutcome outcome(EnrichEntity command) {
        await(() -> assertThat(fixture.events(command)).isNotEmpty());
        return fixture.decode(fixture.events(command).getFirst()).getOutcomes().getFirst();
    }

    private static String party() {
        return Long.toString(NUMBERS.incrementAndGet());
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(assertion);
    }
}
