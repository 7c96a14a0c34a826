package io.freshet.benchmarks.counters;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Counts the records that were ever written to each topic, by the end offsets of its partitions. */
public final class RecordCounter implements AutoCloseable {

    private static final Duration LONGEST_SETTLE = Duration.ofSeconds(20);
    private static final Duration STILL = Duration.ofMillis(500);

    private final Admin admin;

    public RecordCounter(String bootstrapServers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** End offsets by topic, Kafka's own topics included; the markers of transactions count as records. */
    public Map<String, Long> read() throws InterruptedException {
        try {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            Map<TopicPartition, OffsetSpec> ask = new HashMap<>();
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition ->
                                    ask.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            Map<String, Long> ends = new TreeMap<>();
            admin.listOffsets(ask)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.merge(partition.topic(), end.offset(), Long::sum));
            return ends;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker gives no end offsets", e.getCause());
        }
    }

    /** Reads when the product's topics have stood still for a moment, or at the end of a time. */
    public Map<String, Long> readSettled() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_SETTLE.toNanos();
        Map<String, Long> before = read();
        while (true) {
            TimeUnit.NANOSECONDS.sleep(STILL.toNanos());
            Map<String, Long> now = read();
            if (withoutInternal(now).equals(withoutInternal(before)) || System.nanoTime() > end) {
                return now;
            }
            before = now;
        }
    }

    /**
     * What was written between two readings.
     *
     * @return records by topic, topics without any left out
     */
    public static Map<String, Long> written(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> written = new TreeMap<>();
        after.forEach((topic, end) -> {
            long records = end - before.getOrDefault(topic, 0L);
            if (records > 0) {
                written.put(topic, records);
            }
        });
        return written;
    }

    /** Whether Kafka keeps the topic for itself, as it does its consumers' offsets. */
    public static boolean isInternal(String topic) {
        return topic.startsWith("__");
    }

    private static Map<String, Long> withoutInternal(Map<String, Long> ends) {
        Map<String, Long> product = new TreeMap<>(ends);
        product.keySet().removeIf(RecordCounter::isInternal);
        return product;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
