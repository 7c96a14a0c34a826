package io.freshet.enrichment.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.enrichment.Answer;
import io.freshet.enrichment.CallMetrics;
import io.freshet.enrichment.Exchange;
import io.freshet.enrichment.Inquiry;
import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GuardedExchangeTest {

    private static final ProviderDefinition PROVIDER = CatalogueReader.read(Map.of()).stream()
            .filter(provider -> provider.code().equals("br_brasilapi_company_enrichment"))
            .findFirst()
            .orElseThrow();
    private static final Exchange.Call CALL = new Exchange.Call("company", "GET", "/", Map.of(), null);
    private static final Answer FAILED = new Answer.Unavailable(Answer.Reason.SERVER_ERROR, 500);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final FakePermits permits = new FakePermits();
    private final AtomicReference<Answer> next = new AtomicReference<>(new Answer.NotFound(Instant.EPOCH));
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicReference<ProviderModes.Mode> mode = new AtomicReference<>(ProviderModes.Mode.ENABLED);
    private final List<String> changes = new ArrayList<>();
    private final GuardedExchange exchange = new GuardedExchange(
            (provider, call, inquiry) -> {
                sent.incrementAndGet();
                return Objects.requireNonNull(next.get());
            },
            permits,
            code -> Objects.requireNonNull(mode.get()),
            new Patience(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50)),
            new CallMetrics(new SimpleMeterRegistry()),
            clock);

    private Answer send() throws InterruptedException {
        return exchange.send(PROVIDER, CALL, inquiry(false));
    }

    private Inquiry inquiry(boolean bulk) {
        return new Inquiry(Objects.requireNonNull(now.get()).plusSeconds(600), bulk);
    }

    @Test
    void shouldOpenAfterFailuresAloneTryAfterATimeAndClose() throws Exception {
        exchange.whenCircuitChanges(changes::add);
        // Given: what shows that the provider works, and what shows nothing
        for (Answer answer : List.of(
                new Answer.NotFound(Instant.EPOCH),
                new Answer.Rejected(Answer.Refusal.PROVIDER, 400),
                new Answer.Unmappable("page"))) {
            next.set(answer);
            for (int i = 0; i < 3; i++) {
                send();
            }
        }
        next.set(new Answer.Throttled(Duration.ofSeconds(1)));
        for (int i = 0; i < 20; i++) {
            send();
        }
        next.set(FAILED);
        for (int i = 0; i < 9; i++) {
            assertThat(send()).isEqualTo(FAILED);
        }
        // When: half of eighteen have failed
        int before = sent.get();
        Answer held = send();
        // Then
        assertThat(held).isEqualTo(new Answer.NotCalled(Answer.Hold.CIRCUIT_OPEN, Duration.ofSeconds(30)));
        assertThat(sent).hasValue(before);
        assertThat(permits.held).isZero();
        // And after its time three are tried
        now.updateAndGet(instant -> instant.plusSeconds(31));
        next.set(new Answer.NotFound(Instant.EPOCH));
        for (int i = 0; i < 3; i++) {
            assertThat(send()).isEqualTo(next.get());
        }
        assertThat(exchange.guard(PROVIDER).circuit().state()).isEqualTo(Circuit.State.CLOSED);
        assertThat(changes).hasSize(3).containsOnly(PROVIDER.code());
    }

    @Test
    void shouldCallNobodyWhomAnOperatorHoldsBack() throws Exception {
        mode.set(ProviderModes.Mode.PAUSED);
        assertThat(send())
                .isInstanceOfSatisfying(
                        Answer.NotCalled.class, held -> assertThat(held.hold()).isEqualTo(Answer.Hold.PAUSED));
        mode.set(ProviderModes.Mode.FORCED_OPEN);
        assertThat(send()).isEqualTo(new Answer.NotCalled(Answer.Hold.FORCED_OPEN, Duration.ZERO));
        assertThat(sent).hasValue(0);
    }

    @Test
    void shouldSendNothingWithoutAPermitAndGiveEachBack() throws Exception {
        permits.free = 1;
        assertThat(send()).isEqualTo(next.get());
        assertThat(permits.answered).isOne();
        permits.free = 0;
        Inquiry inquiry = inquiry(true);
        assertThat(exchange.send(PROVIDER, CALL, inquiry))
                .isEqualTo(new Answer.NotCalled(Answer.Hold.BUSY, Duration.ofSeconds(7)));
        assertThat(inquiry.sent()).isZero();
        assertThat(sent).hasValue(1);
    }

    @Test
    void shouldTellAllOfARefusalAndWaitAsLongAsTheyAgree() throws Exception {
        next.set(new Answer.Throttled(Duration.ZERO));
        assertThat(send()).isEqualTo(new Answer.Throttled(Duration.ofSeconds(4)));
        assertThat(permits.refusals).isOne();
        next.set(new Answer.NotFound(Instant.EPOCH));
        send();
        send();
        assertThat(permits.accepted).isOne();
    }

    /** As many permits as the test says. */
    private static final class FakePermits implements Permits {

        private int free = 1_000;
        private int held;
        private int answered;
        private int refusals;
        private int accepted;

        @Override
        public Taken take(Limit limit, Demand demand) {
            int first = Math.min(free, demand.first());
            int bulk = Math.min(free - first, demand.bulk());
            free -= first + bulk;
            held += first + bulk;
            boolean enough = first == demand.first() && bulk == demand.bulk();
            return new Taken(permits(first), permits(bulk), enough ? Duration.ZERO : Duration.ofSeconds(7));
        }

        private static List<Permit> permits(int number) {
            return Collections.nCopies(number, new Permit(0, Instant.EPOCH, Duration.ZERO));
        }

        @Override
        public void answered(Limit limit, List<Permit> permits) {
            answered += permits.size();
            held -= permits.size();
        }

        @Override
        public void unused(Limit limit, List<Permit> permits) {
            held -= permits.size();
        }

        @Override
        public Duration refused(String key, Duration told) {
            refusals++;
            return told.isZero() ? Duration.ofSeconds(4) : told;
        }

        @Override
        public void accepted(String key) {
            accepted++;
        }

        @Override
        public Duration blocked(String key) {
            return Duration.ZERO;
        }
    }
}
