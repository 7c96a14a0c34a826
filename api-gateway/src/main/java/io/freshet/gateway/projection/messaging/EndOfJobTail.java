package io.freshet.gateway.projection.messaging;

import io.freshet.gateway.config.KafkaConsumers;
import io.freshet.gateway.refresh.JobWaiters;
import io.freshet.schemas.RefreshEvent;
import io.freshet.schemas.RefreshStatus;
import io.freshet.schemas.Topics;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the callers of this instance that wait for a job which another instance ended. It tails the public topic from
 * now on and keeps no offsets: a caller that misses a record finds the end when its time is up.
 */
@Context
final class EndOfJobTail implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(EndOfJobTail.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final Deserializer<SpecificRecord> deserializer;
    private final JobWaiters waiters;
    private final Thread thread;
    private volatile boolean running = true;

    EndOfJobTail(KafkaConsumers consumers, Deserializer<SpecificRecord> deserializer, JobWaiters waiters) {
        this.consumer = consumers.tail();
        this.deserializer = deserializer;
        this.waiters = waiters;
        this.thread = Thread.ofPlatform().name("end-of-job-tail").start(this::run);
    }

    private void run() {
        try (consumer) {
            List<TopicPartition> partitions = IntStream.range(0, Topics.PUBLIC_ENTITIES.partitions())
                    .mapToObj(partition -> new TopicPartition(Topics.PUBLIC_ENTITIES.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (running) {
                consumer.poll(POLL).forEach(this::wake);
            }
        } catch (WakeupException | InterruptException e) {
            LOGGER.atDebug().log("Tail told to stop");
        }
    }

    private void wake(ConsumerRecord<String, byte[]> record) {
        try {
            if (deserializer.deserialize(record.topic(), record.value()) instanceof RefreshEvent event
                    && event.getStatus() != RefreshStatus.RUNNING) {
                waiters.completed(UUID.fromString(event.getRefreshId()));
            }
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("Public record skipped by the tail");
        }
    }

    @Override
    @PreDestroy
    public void close() throws InterruptedException {
        running = false;
        consumer.wakeup();
        thread.join(Duration.ofSeconds(5));
    }
}
