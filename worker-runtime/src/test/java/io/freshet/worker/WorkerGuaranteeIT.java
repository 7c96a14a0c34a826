package io.freshet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.MatrixRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the engine promises while its instances die and come back. */
class WorkerGuaranteeIT {

    private static final int RECORDS = 10_000;
    private static final int KEYS = 400;
    private static final int INSTANCES = 3;

    private final Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
    private final AtomicInteger handled = new AtomicInteger();

    @Test
    void shouldDeliverEachRecordAtLeastOnceAndInOrderPerKeyWhenInstancesAreKilled() throws Exception {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dtest.seed=" + seed + ")");
        Random random = new Random(seed);
        try (WorkerFixture fixture = new WorkerFixture()) {
            // Given
            List<Worker<MatrixRef>> workers = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                workers.add(fixture.worker(true, this::handle));
            }
            Map<String, Integer> sent = new HashMap<>();
            // When
            for (int i = 0; i < RECORDS; i++) {
                String key = "key-" + random.nextInt(KEYS);
                fixture.send(fixture.work, key, sent.merge(key, 1, Integer::sum), Map.of());
            }
            for (int i = 0; i < INSTANCES; i++) {
                int threshold = RECORDS / 4 + i * RECORDS / 8 + random.nextInt(RECORDS / 16);
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> handled.get() >= threshold);
                workers.get(i).crash();
                workers.set(i, fixture.worker(true, this::handle));
            }
            // Then
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .untilAsserted(() -> assertThat(fixture.uncommitted()).isZero());
            sent.forEach((key, count) -> assertThat(firstOccurrences(seen.getOrDefault(key, List.of())))
                    .as("first deliveries of %s", key)
                    .containsExactlyElementsOf(numbers(count)));
            assertThat(fixture.read(fixture.stage.deadLetters())).isEmpty();
            workers.forEach(Worker::close);
        }
    }

    private Outcome handle(Delivery<MatrixRef> delivery) {
        LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
        seen.computeIfAbsent(delivery.value().getMatrixId(), key -> new CopyOnWriteArrayList<>())
                .add(delivery.value().getVersion());
        handled.incrementAndGet();
        return Outcome.Done.emitting();
    }

    private static List<Integer> firstOccurrences(List<Integer> numbers) {
        return numbers.stream().distinct().toList();
    }

    private static List<Integer> numbers(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
