package io.freshet.enrichment;

import static io.freshet.enrichment.EnrichmentFixture.BRAZIL;
import static io.freshet.enrichment.EnrichmentFixture.BRITAIN;
import static io.freshet.enrichment.EnrichmentFixture.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.EnrichEntity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a provider sees of several workers, and what others notice of a provider that hangs. */
class SharedLimitIT {

    private static final Duration LONG = Duration.ofMinutes(30);
    private static final AtomicLong NUMBERS = new AtomicLong(19_131_243_700_000L);
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldKeepThreeWorkersWithinTheLimitInAnyWindowAndLeaveLittleOfItUnused(@TempDir Path providers)
            throws Exception {
        EnrichmentFixture fixture = new EnrichmentFixture(
                providers, 3, Map.of("FRESHET_PROVIDER_RATE_LIMIT_BRASILAPI", "60/10s"), yaml -> yaml);
        try {
            // When: more work than the limit lets through in a minute
            for (int i = 0; i < 420; i++) {
                fixture.send(command(party(), true, LONG, BRAZIL));
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> fixture.register.arrivals().size() >= 300);
            // Then
            List<Long> arrivals = fixture.register.arrivals();
            assertThat(most(arrivals, 10 * SECOND)).isLessThanOrEqualTo(60);
            long first = arrivals.getFirst();
            long counted =
                    arrivals.stream().filter(at -> at - first < 40 * SECOND).count();
            System.out.println("permits used of 240: " + counted);
            assertThat(counted).isGreaterThanOrEqualTo(216);
            awaitRows(fixture, 420);
            assertThat(most(fixture.register.arrivals(), 10 * SECOND)).isLessThanOrEqualTo(60);
        } finally {
            fixture.close();
        }
    }

    /** Until so many outcomes are in the journal. */
    private static void awaitRows(EnrichmentFixture fixture, int rows) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(fixture.number("SELECT count(*) FROM enrichment.provider_call"))
                        .isEqualTo(rows));
    }

    private static int most(List<Long> sorted, long window) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < sorted.size(); i++) {
            while (sorted.get(i) - sorted.get(first) >= window) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    @Test
    void shouldAnswerForOthersWhileAProviderHangs(@TempDir Path providers) throws Exception {
        EnrichmentFixture fixture =
                new EnrichmentFixture(providers, 1, Map.of(), yaml -> yaml.replace("timeout: 2s", "timeout: 2m"));
        try {
            // Given: more commands for a provider that never answers than the worker handles at once
            AtomicInteger hanging = new AtomicInteger();
            CountDownLatch release = new CountDownLatch(1);
            fixture.register.alwaysAnswers("/api/cnpj/", exchange -> {
                hanging.incrementAndGet();
                release.await();
                FakeRegister.status(404).to(exchange);
            });
            for (int i = 0; i < 600; i++) {
                fixture.send(command(party(), true, LONG, BRAZIL));
            }
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> hanging.get() == 16);
            // When
            List<EnrichEntity> others = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                others.add(command(party(), true, LONG, BRITAIN));
            }
            others.forEach(fixture::send);
            // Then
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(others)
                            .allSatisfy(other -> assertThat(fixture.register.calls(
                                            other.getParty().getTaxId()))
                                    .isOne()));
            awaitRows(fixture, 100);
            assertThat(hanging).hasValue(16);
            // And nothing was lost of what had to wait
            release.countDown();
            awaitRows(fixture, 700);
        } finally {
            fixture.close();
        }
    }

    @Test
    void shouldEndWithThrottledByItsDeadlineWhenTheProviderAlwaysRefuses(@TempDir Path providers) throws Exception {
        EnrichmentFixture fixture = new EnrichmentFixture(providers);
        try {
            fixture.register.alwaysAnswers("/api/cnpj/", FakeRegister.status(429));
            Duration time = Duration.ofSeconds(75);
            EnrichEntity command = command(party(), true, time, BRAZIL);
            fixture.send(command);
            Awaitility.await()
                    .atMost(time)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> !fixture.events(command).isEmpty());
            assertThat(fixture.decode(fixture.events(command).getFirst())
                            .getOutcomes()
                            .getFirst()
                            .getError()
                            .getCode())
                    .isEqualTo("PROVIDER_THROTTLED");
            // It has come back more than once, and less and less often
            assertThat(fixture.register.calls(command.getParty().getTaxId())).isBetween(3, 10);
            assertThat(fixture.setAside(command))
                    .noneSatisfy(record -> assertThat(record.topic()).contains("dead-letters"));
        } finally {
            fixture.close();
        }
    }

    private static String party() {
        return Long.toString(NUMBERS.incrementAndGet());
    }
}
