package io.freshet.ownership.messaging;

import static io.freshet.ownership.messaging.Events.holder;

import io.freshet.core.NormalizedProfile.Shareholder;
import io.freshet.schemas.EnrichEntity;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryAvroDeserializer;
import io.freshet.schemas.serde.RegistryAvroSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Answers the questions of the worker as the enrichment stage would: every company below depth 2 has three holders. */
final class EnrichmentStandIn implements AutoCloseable {

    private final KafkaProducer<String, SpecificRecord> producer;
    private final KafkaConsumer<String, SpecificRecord> commands;
    private final Set<String> messageIds = new ConcurrentSkipListSet<>();
    private final Thread answering = Thread.ofVirtual().unstarted(this::answer);
    private volatile boolean closed;

    EnrichmentStandIn(String bootstrapServers, String registryUrl) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new StringSerializer(),
                new RegistryAvroSerializer<>(Map.of("schema.registry.url", registryUrl)));
        commands = consumer(bootstrapServers, registryUrl);
        commands.subscribe(List.of(Topics.ENRICHMENT_COMMANDS.name()));
        answering.start();
    }

    static <T extends SpecificRecord> KafkaConsumer<String, T> consumer(String bootstrapServers, String registryUrl) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        UUID.randomUUID().toString(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new RegistryAvroDeserializer<>(
                        Map.of("schema.registry.url", registryUrl, "specific.avro.reader", true)));
    }

    void submit(String jobId) {
        Instant now = Instant.now();
        JobContext context = Events.context(jobId, now.plusSeconds(300), false);
        send(Events.rootAnswer(context, now, holders("1")));
    }

    /** How many different questions were asked; repetitions carry the same message id. */
    int questions() {
        return messageIds.size();
    }

    private void answer() {
        try (commands) {
            while (!closed) {
                for (ConsumerRecord<String, SpecificRecord> message : commands.poll(Duration.ofMillis(100))) {
                    EnrichEntity command = (EnrichEntity) message.value();
                    messageIds.add(new String(
                            message.headers().lastHeader(Headers.MESSAGE_ID).value(), StandardCharsets.UTF_8));
                    String taxId = String.valueOf(command.getParty().getTaxId());
                    Shareholder[] holders = command.getDepth() < 2 ? holders(taxId) : new Shareholder[0];
                    send(Events.answerTo(command, Instant.now(), holders));
                }
            }
        }
    }

    private void send(EntityEnriched event) {
        ProducerRecord<String, SpecificRecord> message = new ProducerRecord<>(
                Topics.ENRICHMENT_EVENTS.name(), event.getContext().getJobId(), event);
        message.headers().add(Headers.NEXT_STAGE, "OWNERSHIP".getBytes(StandardCharsets.UTF_8));
        Future<RecordMetadata> _ = producer.send(message); // a lost one would show as a job without a tree
    }

    private static Shareholder[] holders(String taxId) {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(number -> holder(taxId + number, 30))
                .toArray(Shareholder[]::new);
    }

    @Override
    public void close() {
        closed = true;
        try {
            answering.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
