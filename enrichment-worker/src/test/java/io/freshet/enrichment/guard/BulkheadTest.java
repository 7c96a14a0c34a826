package io.freshet.enrichment.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong();

    @Test
    void shouldLetNobodyQueueBehindCallsThatHang() throws Exception {
        Bulkhead bulkhead = new Bulkhead(2, now::get);
        assertThat(bulkhead.enter(false, SECOND)).isNotNull();
        assertThat(bulkhead.enter(false, SECOND)).isNotNull();
        // When: they have been there for longer than anybody would wait
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        // Then: nobody waits at all
        long start = System.nanoTime();
        assertThat(bulkhead.enter(false, SECOND)).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SECOND);
        assertThat(bulkhead.waiting()).isZero();
    }

    @Test
    void shouldLetManyQueueBehindQuickCallsAndServePeopleFirst() throws Exception {
        Bulkhead bulkhead = new Bulkhead(1, now::get);
        Bulkhead.Place held = bulkhead.enter(false, LONG);
        assertThat(held).isNotNull();
        List<String> order = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> pending = new ArrayList<>();
            for (boolean bulk : new boolean[] {true, true, false, false}) {
                int waiting = bulkhead.waiting();
                pending.add(threads.submit(() -> {
                    try (Bulkhead.Place place = bulkhead.enter(bulk, LONG)) {
                        assertThat(place).isNotNull();
                        synchronized (order) {
                            order.add(bulk ? "bulk" : "first");
                        }
                    }
                    return null;
                }));
                Awaitility.await().atMost(LONG).until(() -> bulkhead.waiting() == waiting + 1);
            }
            // When
            held.close();
            held.close();
            for (Future<?> one : pending) {
                one.get();
            }
        }
        // Then
        assertThat(order).containsExactly("first", "first", "bulk", "bulk");
        assertThat(bulkhead.held()).isZero();
    }

    @Test
    void shouldLeaveAPlaceInFourToPeople() throws Exception {
        Bulkhead bulkhead = new Bulkhead(4, now::get);
        for (int i = 0; i < 3; i++) {
            assertThat(bulkhead.enter(true, Duration.ZERO)).isNotNull();
        }
        assertThat(bulkhead.enter(true, Duration.ZERO)).isNull();
        assertThat(bulkhead.enter(false, Duration.ZERO)).isNotNull();
        assertThat(bulkhead.held()).isEqualTo(4);
    }
}
