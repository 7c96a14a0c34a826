package io.freshet.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.schemas.CircuitState;
import io.freshet.schemas.ProviderHealth;
import io.freshet.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators say and what workers tell, on PostgreSQL and Kafka. */
@ExtendWith(SharedGateway.class)
class ProviderStatesIT {

    private static final UUID KEY = UUID.randomUUID();

    private final RunningGateway gateway;
    private final ProviderStates states;
    private final ProviderStateRepository known;
    private final String code = "zz_" + UUID.randomUUID().toString().replace('-', '_');

    ProviderStatesIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.states = gateway.bean(ProviderStates.class);
        this.known = gateway.bean(ProviderStateRepository.class);
    }

    @Test
    void shouldTellTheWorkersAndKeepWhoSaidWhatWhenAStateChanges() {
        change(ProviderMode.PAUSED, "maintenance");
        change(ProviderMode.PAUSED, "maintenance");
        change(ProviderMode.ENABLED, null);

        assertThat(states.modes()).containsEntry(code, ProviderMode.ENABLED);
        assertThat(known.history(code, new PageRequest(1, null)).items())
                .singleElement()
                .satisfies(newest -> {
                    assertThat(newest.version()).isEqualTo(2);
                    assertThat(newest.keyId()).isEqualTo(KEY);
                });
        assertThat(known.history(code, new PageRequest(50, null)).items())
                .extracting(ProviderState::mode, ProviderState::reason)
                .containsExactly(tuple(ProviderMode.ENABLED, null), tuple(ProviderMode.PAUSED, "maintenance"));
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .untilAsserted(() -> assertThat(told()).containsExactly("PAUSED maintenance", "ENABLED null"));
    }

    @Test
    void shouldChangeNothingWhenTheStateIsNotTheOneThatWasSeen() {
        change(ProviderMode.FORCED_OPEN, null);

        ProviderStates.Outcome outcome =
                states.change(new ProviderStates.Change(code, ProviderMode.ENABLED, null, KEY), "\"0\""::equals);

        assertThat(outcome).isEqualTo(new ProviderStates.Stale("\"1\""));
        assertThat(states.modes()).containsEntry(code, ProviderMode.FORCED_OPEN);
    }

    @Test
    void shouldTellAgainWhatHoldsWhenItStarts() {
        change(ProviderMode.PAUSED, "old");
        change(ProviderMode.FORCED_OPEN, "new");

        states.publishAll();

        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .untilAsserted(
                        () -> assertThat(told()).containsExactly("PAUSED old", "FORCED_OPEN new", "FORCED_OPEN new"));
    }

    @Test
    void shouldGiveEachOfManyChangesItsVersionAndTellTheLastOneLast() throws Exception {
        List<Callable<ProviderStates.Outcome>> changes = IntStream.range(0, 20)
                .<Callable<ProviderStates.Outcome>>mapToObj(i -> () -> change(ProviderMode.PAUSED, "reason " + i))
                .toList();
        List<Long> versions = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ProviderStates.Outcome> done : threads.invokeAll(changes)) {
                versions.add(((ProviderStates.Done) done.get()).state().version());
            }
        }

        assertThat(versions)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 20).boxed().toList());
        String last = "PAUSED " + known.find(code).orElseThrow().reason();
        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .untilAsserted(() -> assertThat(told()).hasSize(20).last().isEqualTo(last));
    }

    @Test
    void shouldShowWhatTheWorkersTellOfTheirCircuits() throws Exception {
        assertThat(gateway.bean(Circuits.class).of(code)).isEqualTo(Circuit.UNTOLD);

        tell("a", CircuitState.CLOSED, Instant.now());
        tell("b", CircuitState.OPEN, Instant.now());
        tell("gone", CircuitState.OPEN, Instant.now().minusSeconds(600));

        Awaitility.await().atMost(RunningGateway.PATIENCE).untilAsserted(() -> {
            Circuit circuit = gateway.bean(Circuits.class).of(code);
            assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
            assertThat(circuit.count(Circuit.State.OPEN)).isEqualTo(1);
            assertThat(circuit.count(Circuit.State.CLOSED)).isEqualTo(1);
        });
    }

    private ProviderStates.Outcome change(ProviderMode mode, @Nullable String reason) {
        return states.change(new ProviderStates.Change(code, mode, reason, KEY), etag -> true);
    }

    private List<String> told() {
        return gateway.records(Topics.PROVIDER_STATES.name()).stream()
                .filter(record -> record.key().equals(code))
                .map(record -> (io.freshet.schemas.ProviderState) gateway.deserialize(record))
                .map(state -> state.getState() + " " + state.getReason())
                .toList();
    }

    private void tell(String instance, CircuitState circuit, Instant at) throws Exception {
        String topic = Topics.PROVIDER_HEALTH.name();
        ProviderHealth health = ProviderHealth.newBuilder()
                .setCode(code)
                .setInstance(instance)
                .setCircuit(circuit)
                .setSince(at.minusSeconds(1))
                .setReportedAt(at)
                .build();
        gateway.send(new ProducerRecord<>(topic, code + "|" + instance, gateway.serialize(topic, health)));
    }
}
