package io.freshet.worker;

import io.freshet.embedded.SharedParts;
import io.freshet.embedded.WholeTopic;
import io.freshet.schemas.MatrixRef;
import io.freshet.schemas.Topic;
import io.freshet.schemas.TopicProvisioner;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryAvroSerializer;
import io.freshet.schemas.serde.SchemaRegistryClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Topics of one test with workers on them, on the shared broker and registry. */
final class WorkerFixture implements AutoCloseable {

    final String group = "worker-" + UUID.randomUUID();
    final Topic work = topic("work", 6, true);
    final Topic bulk = topic("bulk", 2, true);
    final Topic results = topic("results", 2, true);
    final Topics.StageTopics stage = new Topics.StageTopics(
            List.of(
                    new Topics.RetryTier(topic("retry-short", 1, false), Duration.ofMillis(300)),
                    new Topics.RetryTier(topic("retry-long", 1, false), Duration.ofSeconds(30))),
            topic("dead", 1, false));
    final WorkerSettings settings = new WorkerSettings(
            SharedParts.kafka().bootstrapServers(), SharedParts.registry().url(), 0, 64, Duration.ofSeconds(20));
    private final Map<String, Object> clients = Map.of("bootstrap.servers", settings.bootstrapServers());
    private final Map<String, Object> registry = Map.of("schema.registry.url", settings.registryUrl());
    private final RegistryAvroSerializer<SpecificRecord> serializer = new RegistryAvroSerializer<>(registry);
    private final Producer<String, byte[]> producer = WorkerParts.producer(settings);

    WorkerFixture() {
        List<Topic> topics = new ArrayList<>(List.of(work, bulk, results, stage.deadLetters()));
        stage.retryTiers().forEach(tier -> topics.add(tier.topic()));
        new TopicProvisioner(clients, new SchemaRegistryClient(registry), (short) 1).provision(topics);
    }

    private static Topic topic(String name, int partitions, boolean typed) {
        return new Topic(
                name + '-' + UUID.randomUUID(),
                "key",
                typed ? Optional.of(MatrixRef.getClassSchema()) : Optional.empty(),
                "test",
                partitions,
                Duration.ofHours(1),
                false);
    }

    Worker<MatrixRef> worker(boolean serializeKeys, RecordHandler<MatrixRef> handler) {
        WorkerDefinition<MatrixRef> definition = new WorkerDefinition<>(
                group,
                List.of(work.name()),
                List.of(bulk.name()),
                stage,
                headers -> !"skip".equals(headers.get("test")),
                serializeKeys,
                MatrixRef.class,
                handler);
        return new Worker<>(definition, settings, WorkerParts.connect(group, settings), new SimpleMeterRegistry())
                .start();
    }

    void send(Topic topic, String key, int number, Map<String, String> headers) {
        sendBytes(topic, key, serializer.serialize(topic.name(), new MatrixRef(key, number)), headers);
    }

    void sendBytes(Topic topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.name(), key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> _ = producer.send(record); // read() and uncommitted() flush
    }

    /** Records of the group's topics that are not committed. */
    long uncommitted() throws Exception {
        producer.flush();
        try (Admin admin = Admin.create(clients);
                KafkaConsumer<String, byte[]> reader = reader()) {
            List<TopicPartition> partitions = reader.partitionsFor(work.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return reader.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> {
                        var offset = committed.get(end.getKey());
                        return end.getValue() - (offset == null ? 0 : offset.offset());
                    })
                    .sum();
        }
    }

    /** What lies in a topic now. */
    List<ConsumerRecord<String, byte[]>> read(Topic topic) {
        producer.flush();
        return WholeTopic.records(settings.bootstrapServers(), topic.name());
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private KafkaConsumer<String, byte[]> reader() {
        return new KafkaConsumer<>(clients, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        producer.close();
    }
}
