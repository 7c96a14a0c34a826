package io.freshet.gateway.projection;

import io.freshet.gateway.outbox.Outbox;
import io.freshet.gateway.outbox.OutboxMessage;
import io.freshet.gateway.progress.JobEventRepository;
import io.freshet.gateway.progress.JobSignals;
import io.freshet.gateway.refresh.RefreshAnnouncement;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells what a transaction changed on jobs: to those who watch them, and with the same sequence to other teams. */
@Singleton
final class JobTelling {

    private final Transactions transactions;
    private final JobEventRepository events;
    private final Outbox outbox;
    private final JobSignals signals;
    private final Clock clock;

    JobTelling(Transactions transactions, JobEventRepository events, Outbox outbox, JobSignals signals, Clock clock) {
        this.transactions = transactions;
        this.events = events;
        this.outbox = outbox;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Called once in a transaction, after its last change of the jobs, whose locks it holds.
     *
     * @param messages what is to be sent; the end of a job gets the sequence of its last event
     */
    void tell(Collection<UUID> jobIds, List<? extends OutboxMessage> messages) {
        Map<UUID, Long> last = events.record(jobIds, clock.instant());
        outbox.tell(messages.stream().map(message -> numbered(message, last)).toList());
        transactions.afterCommit(() -> last.keySet().forEach(signals::changed));
    }

    private static OutboxMessage numbered(OutboxMessage message, Map<UUID, Long> last) {
        return message instanceof RefreshAnnouncement end && last.containsKey(end.jobId())
                ? end.withSequence(last.get(end.jobId()))
                : message;
    }
}
