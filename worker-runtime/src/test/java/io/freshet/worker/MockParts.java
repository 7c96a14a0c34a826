package io.freshet.worker;

import io.freshet.schemas.MatrixRef;
import io.freshet.schemas.Topic;
import io.freshet.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A worker's clients without a broker: Kafka's own in-memory ones. */
final class MockParts {

    static final TopicPartition WORK = new TopicPartition("work", 0);
    static final TopicPartition RETRY = new TopicPartition("retry", 0);
    static final Topic RESULTS = topic("results");
    static final Topics.StageTopics STAGE =
            new Topics.StageTopics(List.of(new Topics.RetryTier(topic("retry"), Duration.ofMinutes(1))), topic("dead"));

    /** Waits as a broker lets it wait. */
    final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            LockSupport.parkNanos(Math.min(timeout.toNanos(), 2_000_000));
            return super.poll(timeout);
        }
    };

    final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    final WorkerParts parts = new WorkerParts(
            consumer,
            producer,
            (topic, value) -> ((MatrixRef) value).getMatrixId().getBytes(StandardCharsets.UTF_8),
            (topic, value) -> new MatrixRef(new String(value, StandardCharsets.UTF_8), 1),
            Clock.systemUTC(),
            3);
    final WorkerSettings settings = new WorkerSettings("none", "none", 0, 8, Duration.ofSeconds(5));

    private static Topic topic(String name) {
        return new Topic(name, "key", Optional.empty(), "test", 1, Duration.ofHours(1), false);
    }

    WorkerDefinition<MatrixRef> definition(boolean serializeKeys, RecordHandler<MatrixRef> handler) {
        return new WorkerDefinition<>(
                "test", List.of("work"), List.of(), STAGE, headers -> true, serializeKeys, MatrixRef.class, handler);
    }

    /** Lets the consumer own both partitions from its next poll on, and then read the records. */
    void bring(List<ConsumerRecord<String, byte[]>> records) {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(WORK, RETRY));
            consumer.updateBeginningOffsets(Map.of(WORK, 0L, RETRY, 0L));
            records.forEach(consumer::addRecord);
        });
    }

    static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset, Map<String, String> headers) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                0L,
                TimestampType.CREATE_TIME,
                1,
                1,
                "k",
                ("r" + offset).getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    List<ProducerRecord<String, byte[]>> sentTo(Topic topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic.name()))
                .toList();
    }

    static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static Emission emission(SpecificRecord value) {
        return new Emission(RESULTS, "k", value, Map.of());
    }
}
