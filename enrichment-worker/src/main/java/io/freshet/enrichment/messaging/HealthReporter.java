package io.freshet.enrichment.messaging;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.guard.Circuit;
import io.freshet.enrichment.guard.ProviderGuard;
import io.freshet.schemas.CircuitState;
import io.freshet.schemas.ProviderHealth;
import io.freshet.schemas.Topics;
import io.freshet.worker.WorkerParts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how this worker sees the providers: each on every change of its circuit, all of them every half minute. */
public final class HealthReporter implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(HealthReporter.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Map<String, ProviderDefinition> catalogue;
    private final Function<ProviderDefinition, ProviderGuard> guards;
    private final WorkerParts parts;
    private final String instance;
    private final Clock clock;
    private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();
    private final Map<String, Seen> before = new HashMap<>();
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * Starts to report.
     *
     * @param instance a name that no other process has
     */
    public HealthReporter(
            List<ProviderDefinition> catalogue,
            Function<ProviderDefinition, ProviderGuard> guards,
            WorkerParts parts,
            String instance,
            Clock clock) {
        this.catalogue = catalogue.stream().collect(Collectors.toMap(ProviderDefinition::code, Function.identity()));
        this.guards = guards;
        this.parts = parts;
        this.instance = instance;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("provider-health").start(this::run);
    }

    private record Seen(long requests, Instant at) {}

    /** Notes that a provider's circuit has changed. */
    public void changed(String code) {
        changed.add(code);
    }

    private void run() {
        Instant next = clock.instant();
        try {
            while (running) {
                Instant now = clock.instant();
                if (!now.isBefore(next)) {
                    next = now.plus(EVERY);
                    catalogue.values().forEach(this::report);
                }
                String code = changed.poll(Duration.between(now, next).toMillis(), TimeUnit.MILLISECONDS);
                if (code != null) {
                    Set<String> codes = new LinkedHashSet<>(Set.of(code));
                    changed.drainTo(codes);
                    codes.forEach(one -> report(catalogue.get(one)));
                }
            }
        } catch (InterruptedException e) {
            LOGGER.atDebug().log("Told to stop");
        }
    }

    private void report(@Nullable ProviderDefinition provider) {
        if (provider == null) {
            return;
        }
        ProviderGuard guard = guards.apply(provider);
        Circuit circuit = guard.circuit();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long requests = guard.requests().sum();
        Seen last = before.put(provider.code(), new Seen(requests, now));
        send(
                provider.code(),
                ProviderHealth.newBuilder()
                        .setCode(provider.code())
                        .setInstance(instance)
                        .setCircuit(state(circuit.state()))
                        .setSince(circuit.since().truncatedTo(ChronoUnit.MILLIS))
                        .setReportedAt(now)
                        .setCallsPerMinute(last == null ? null : perMinute(requests - last.requests(), last.at(), now))
                        .setFailureRate(
                                circuit.failureRate().isEmpty()
                                        ? null
                                        : circuit.failureRate().getAsDouble())
                        .build());
    }

    private static double perMinute(long requests, Instant from, Instant to) {
        return requests * 60_000.0 / Math.max(1, Duration.between(from, to).toMillis());
    }

    private static CircuitState state(Circuit.State state) {
        return switch (state) {
            case CLOSED -> CircuitState.CLOSED;
            case OPEN -> CircuitState.OPEN;
            case HALF_OPEN -> CircuitState.HALF_OPEN;
        };
    }

    /** A report that is lost is made up for by the next one. */
    private void send(String code, @Nullable ProviderHealth health) {
        String topic = Topics.PROVIDER_HEALTH.name();
        try {
            byte[] value = health == null ? null : parts.serializer().serialize(topic, health);
            Future<RecordMetadata> _ = parts.producer()
                    .send(new ProducerRecord<>(topic, code + '|' + instance, value), (sent, failure) -> {
                        if (failure != null) {
                            LOGGER.atWarn()
                                    .addKeyValue("cause", failure.getClass().getSimpleName())
                                    .log("Health of a provider not told");
                        }
                    });
        } catch (KafkaException e) {
            LOGGER.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("Health of a provider not told");
        }
    }

    /** Ends, and takes back what it has told. */
    @Override
    public void close() {
        running = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        catalogue.keySet().forEach(code -> send(code, null));
    }
}
