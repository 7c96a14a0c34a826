package io.freshet.gateway.provider;

import io.freshet.gateway.outbox.Outbox;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Changes what the workers may do with a provider, and tells them. */
@Singleton
public final class ProviderStates {

    private final Transactions transactions;
    private final ProviderStateRepository states;
    private final Outbox outbox;
    private final Clock clock;

    ProviderStates(Transactions transactions, ProviderStateRepository states, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.states = states;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What became of a change. */
    public sealed interface Outcome {}

    /** This holds now. */
    public record Done(ProviderState state) implements Outcome {}

    /** The state is not one that the operator has seen; {@code etag} is that of what holds. */
    public record Stale(String etag) implements Outcome {}

    /**
     * What an operator wants.
     *
     * @param keyId the operator's API key
     */
    public record Change(
            String code, ProviderMode mode, @Nullable String reason, UUID keyId) {}

    /** What holds, by code; a provider that is absent is enabled. */
    public Map<String, ProviderMode> modes() {
        Map<String, ProviderMode> modes = new HashMap<>();
        states.all().forEach(state -> modes.put(state.code(), state.mode()));
        return modes;
    }

    /**
     * Changes the state of a provider. To say again what holds changes nothing.
     *
     * @param expected whether the operator has seen the state with this ETag
     * @throws io.freshet.gateway.failure.PartAwayException when the schema registry is away
     */
    public Outcome change(Change change, Predicate<String> expected) {
        return transactions.write(() -> {
            states.lock(change.code());
            Optional<ProviderState> before = states.find(change.code());
            String etag = before.map(ProviderState::etag).orElse(ProviderState.UNTOUCHED);
            if (!expected.test(etag)) {
                return new Stale(etag);
            }
            if (before.filter(state -> says(state, change)).isPresent()) {
                return new Done(before.get());
            }
            ProviderState next = new ProviderState(
                    change.code(),
                    before.map(ProviderState::version).orElse(0L) + 1,
                    change.mode(),
                    change.reason(),
                    change.keyId(),
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            states.append(next);
            outbox.tell(List.of(next));
            return new Done(next);
        });
    }

    private static boolean says(ProviderState state, Change change) {
        return state.mode() == change.mode() && Objects.equals(state.reason(), change.reason());
    }

    /** Tells the workers again what holds. The topic is compacted, so it costs a record and changes nothing. */
    public void publishAll() {
        for (ProviderState known : states.all()) {
            transactions.write(() -> {
                // Behind the lock, so that no newer state is told before this one.
                states.lock(known.code());
                outbox.tell(states.find(known.code()).stream().toList());
                return null;
            });
        }
    }
}
