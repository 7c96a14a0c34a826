package io.freshet.gateway.outbox.messaging;

import io.freshet.gateway.outbox.OutboxRecord;
import io.freshet.gateway.outbox.OutboxRelay;
import io.freshet.gateway.outbox.OutboxRepository;
import io.freshet.gateway.outbox.OutboxRow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the rows of the outbox and deletes those that the broker has.
 *
 * <p>Committed rows come straight from the transaction's thread into a bounded queue; one thread gives them to the producer
 * in that order, which keeps the order per key. Acknowledged ids are collected and deleted in batches by a second thread. A
 * row that finds the queue full, or whose send fails, stays in the table, where the sweeper finds it.
 */
@Context
final class KafkaOutboxRelay implements OutboxRelay, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaOutboxRelay.class);
    private static final int QUEUE = 10_000;
    private static final int DELETE_BATCH = 1_000;
    private static final Duration DELETE_LINGER = Duration.ofMillis(20);

    private final Producer<String, byte[]> producer;
    private final OutboxRepository table;
    private final BlockingQueue<OutboxRow> queue = new ArrayBlockingQueue<>(QUEUE);
    private final BlockingQueue<Long> acknowledged = new LinkedBlockingQueue<>();
    private final Set<Long> inFlight = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads;
    private volatile boolean running = true;

    KafkaOutboxRelay(Producer<String, byte[]> producer, OutboxRepository table, MeterRegistry metrics) {
        this.producer = producer;
        this.table = table;
        metrics.gauge("freshet.outbox.in.flight", inFlight, Set::size);
        this.threads = List.of(
                Thread.ofPlatform().name("outbox-send").start(this::sendLoop),
                Thread.ofPlatform().name("outbox-delete").start(this::deleteLoop));
    }

    @Override
    public void send(List<OutboxRow> rows) {
        for (OutboxRow row : rows) {
            if (inFlight.add(row.outboxId()) && !queue.offer(row)) {
                inFlight.remove(row.outboxId());
            }
        }
    }

    private void sendLoop() {
        while (running) {
            try {
                @Nullable OutboxRow row = queue.poll(200, TimeUnit.MILLISECONDS);
                if (row != null) {
                    transmit(row);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void transmit(OutboxRow row) {
        OutboxRecord record = row.record();
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(record.topic(), record.key(), record.value());
        record.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(message, (metadata, failure) -> settle(row, failure));
        } catch (RuntimeException e) {
            settle(row, e);
        }
    }

    private void settle(OutboxRow row, @Nullable Exception failure) {
        if (failure == null) {
            acknowledged.add(row.outboxId());
            return;
        }
        LOGGER.atWarn()
                .addKeyValue("topic", row.record().topic())
                .addKeyValue("outboxId", row.outboxId())
                .addKeyValue("cause", failure.getClass().getSimpleName())
                .log("Not sent; the sweeper will try again");
        inFlight.remove(row.outboxId());
    }

    private void deleteLoop() {
        List<Long> batch = new ArrayList<>(DELETE_BATCH);
        while (running || !acknowledged.isEmpty()) {
            try {
                Long first = acknowledged.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                if (running) {
                    TimeUnit.NANOSECONDS.sleep(DELETE_LINGER.toNanos());
                }
                batch.add(first);
                acknowledged.drainTo(batch, DELETE_BATCH - 1);
                table.delete(batch);
                batch.forEach(inFlight::remove);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The rows stay; the sweeper sends them again, under the same message ids.
                LOGGER.atWarn().addKeyValue("rows", batch.size()).setCause(e).log("Sent rows not deleted");
                batch.forEach(inFlight::remove);
            }
            batch.clear();
        }
    }

    @Override
    @PreDestroy
    public void close() throws InterruptedException {
        producer.flush();
        running = false;
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(5));
        }
        producer.close(Duration.ofSeconds(5));
    }
}
