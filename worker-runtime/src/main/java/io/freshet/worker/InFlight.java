package io.freshet.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records that are being handled, each on a virtual thread: how many there may be, and which must wait for which. */
final class InFlight<V extends SpecificRecord> {

    private static final Logger LOGGER = LoggerFactory.getLogger(InFlight.class);

    private final WorkerDefinition<V> definition;
    private final int most;
    private final RecordTask<V> task;
    private final Consumer<Throwable> onUnsettled;
    private final KeyLanes lanes = new KeyLanes();
    private final Set<Thread> handlers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger bulkCount = new AtomicInteger();
    private volatile boolean interrupted;

    /**
     * Nothing in flight.
     *
     * @param most records at once, of bulk topics half of it
     * @param onUnsettled told when a record has neither an outcome nor a dead letter; only reading it afresh helps
     */
    InFlight(WorkerDefinition<V> definition, int most, RecordTask<V> task, Consumer<Throwable> onUnsettled) {
        this.definition = definition;
        this.most = most;
        this.task = task;
        this.onUnsettled = onUnsettled;
    }

    boolean hasRoom() {
        return count.get() < most;
    }

    boolean hasRoomForBulk() {
        return bulkCount.get() < Math.max(1, most / 2);
    }

    int count() {
        return count.get();
    }

    /** Called by the poll thread. */
    void start(OpenRecord record) {
        count.incrementAndGet();
        if (isBulk(record)) {
            bulkCount.incrementAndGet();
        }
        record.watermark().started();
        String lane = lane(record);
        Runnable work = () -> handle(record, lane);
        if (lane == null || lanes.enter(lane, work)) {
            Thread.startVirtualThread(work);
        }
    }

    /** Interrupts what is being handled and starts nothing that waits in a lane. What is not done is not acknowledged. */
    void interrupt() {
        interrupted = true;
        handlers.forEach(Thread::interrupt);
    }

    private void handle(OpenRecord record, @Nullable String lane) {
        handlers.add(Thread.currentThread());
        try {
            if (!interrupted && !record.watermark().isAbandoned()) {
                task.run(record.raw());
                record.watermark().complete(record.raw().offset());
            }
        } catch (InterruptedException e) {
            LOGGER.atDebug().log("Interrupted; the record is left to the next owner");
        } catch (Throwable e) {
            if (!interrupted) {
                LOGGER.atError()
                        .addKeyValue("topic", record.raw().topic())
                        .addKeyValue("partition", record.raw().partition())
                        .addKeyValue("offset", record.raw().offset())
                        .setCause(e)
                        .log("Record not settled");
                onUnsettled.accept(e);
            }
        } finally {
            handlers.remove(Thread.currentThread());
            record.watermark().ended();
            if (isBulk(record)) {
                bulkCount.decrementAndGet();
            }
            count.decrementAndGet();
            Runnable next = lane == null ? null : lanes.leave(lane);
            if (next != null) {
                Thread.startVirtualThread(next);
            }
        }
    }

    private boolean isBulk(OpenRecord record) {
        return definition.bulkTopics().contains(record.raw().topic());
    }

    private @Nullable String lane(OpenRecord record) {
        return definition.serializeKeys() ? record.raw().key() : null;
    }
}
