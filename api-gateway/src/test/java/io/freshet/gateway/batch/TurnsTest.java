package io.freshet.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final UUID LARGE = UUID.randomUUID();
    private static final UUID SMALL = UUID.randomUUID();

    @Test
    void shouldServeTenantsInTurnWhenOneHasManyBatches() {
        BatchQueue.Waiting first = batchOf(LARGE);
        BatchQueue.Waiting second = batchOf(LARGE);
        BatchQueue.Waiting other = batchOf(SMALL);
        Turns turns = new Turns(List.of(first, second, other), Map.of(), 1000, 10);
        assertThat(play(turns, 6)).containsExactly(first, other, second, other, first, other);
    }

    @Test
    void shouldGiveNoTurnToATenantWithoutRoom() {
        BatchQueue.Waiting full = batchOf(LARGE);
        BatchQueue.Waiting other = batchOf(SMALL);
        Turns turns = new Turns(List.of(full, other), Map.of(LARGE, 200), 200, 10);
        assertThat(play(turns, 2)).containsExactly(other, other);
    }

    @Test
    void shouldStartNoMoreThanThereIsRoomFor() {
        BatchQueue.Waiting batch = batchOf(LARGE);
        Turns turns = new Turns(List.of(batch), Map.of(LARGE, 185), 200, 10);
        List<Integer> allowed = new ArrayList<>();
        for (Optional<Turns.Turn> turn = turns.next(); turn.isPresent(); turn = turns.next()) {
            allowed.add(turn.get().most());
            turns.done(batch, turn.get().most(), true);
        }
        assertThat(allowed).containsExactly(10, 5);
    }

    @Test
    void shouldEndTheRoundWhenNothingWaitsAnyMore() {
        BatchQueue.Waiting batch = batchOf(SMALL);
        Turns turns = new Turns(List.of(batch), new HashMap<>(), 200, 10);
        turns.next().ifPresent(turn -> turns.done(turn.batch(), 3, false));
        assertThat(turns.next()).isEmpty();
    }

    private static List<BatchQueue.Waiting> play(Turns turns, int rounds) {
        List<BatchQueue.Waiting> served = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            turns.next().ifPresent(turn -> {
                served.add(turn.batch());
                turns.done(turn.batch(), turn.most(), true);
            });
        }
        return served;
    }

    private static BatchQueue.Waiting batchOf(UUID tenantId) {
        return new BatchQueue.Waiting(UUID.randomUUID(), tenantId);
    }
}
