package io.freshet.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
        Turns turns = new Turns(List.of(first, second, other), Map.of(), limits(1000));
        assertThat(play(turns, 6)).containsExactly(first, other, second, other, first, other);
    }

    @Test
    void shouldGiveNoTurnToATenantWithoutRoom() {
        BatchQueue.Waiting full = batchOf(LARGE);
        BatchQueue.Waiting other = batchOf(SMALL);
        Turns turns = new Turns(List.of(full, other), running(LARGE, 200), limits(200));
        assertThat(play(turns, 2)).containsExactly(other, other);
    }

    @Test
    void shouldStartNoMoreThanThereIsRoomFor() {
        BatchQueue.Waiting batch = batchOf(LARGE);
        Turns turns = new Turns(List.of(batch), running(LARGE, 185), limits(200));
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
        Turns turns = new Turns(List.of(batch), Map.of(), limits(200));
        turns.next().ifPresent(turn -> turns.done(turn.batch(), 3, false));
        assertThat(turns.next()).isEmpty();
    }

    @Test
    void shouldStartNoMoreThanAllTenantsMayHaveTogether() {
        BatchQueue.Waiting batch = batchOf(LARGE);
        BatchQueue.Waiting other = batchOf(SMALL);
        Turns turns = new Turns(List.of(batch, other), running(SMALL, 7), new Turns.Limits(20, 200, 10));
        assertThat(play(turns, 3)).containsExactly(batch, other, batch);
        assertThat(turns.isFull()).isTrue();
        assertThat(turns.next()).isEmpty();
    }

    @Test
    void shouldShareASmallRoomAlike() {
        BatchQueue.Waiting batch = batchOf(LARGE);
        BatchQueue.Waiting other = batchOf(SMALL);
        Turns turns = new Turns(List.of(batch, other), Map.of(), new Turns.Limits(14, 200, 10));
        assertThat(turns.next()).contains(new Turns.Turn(batch, 7));
        turns.done(batch, 7, true);
        assertThat(turns.next()).contains(new Turns.Turn(other, 7));
    }

    @Test
    void shouldNotWaitForWhatRunsForLong() {
        BatchQueue.Waiting batch = batchOf(LARGE);
        Map<UUID, BatchQueue.Running> stuck = Map.of(LARGE, new BatchQueue.Running(50, 0));
        Turns turns = new Turns(List.of(batch), stuck, new Turns.Limits(20, 55, 10));
        assertThat(turns.next()).contains(new Turns.Turn(batch, 5));
    }

    private static Map<UUID, BatchQueue.Running> running(UUID tenantId, int items) {
        return Map.of(tenantId, new BatchQueue.Running(items, items));
    }

    private static Turns.Limits limits(int ofTenant) {
        return new Turns.Limits(10_000, ofTenant, 10);
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
