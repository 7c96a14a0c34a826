package io.freshet.gateway.outbox;

import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes rows with the caller's transaction and hands them to the relay when it is committed. */
@Singleton
final class TransactionalOutbox implements Outbox {

    private final Transactions transactions;
    private final OutboxRepository rows;
    private final OutboxRelay relay;
    private final List<OutboxEncoder> encoders;

    TransactionalOutbox(
            Transactions transactions, OutboxRepository rows, OutboxRelay relay, List<OutboxEncoder> encoders) {
        this.transactions = transactions;
        this.rows = rows;
        this.relay = relay;
        this.encoders = List.copyOf(encoders);
    }

    @Override
    public OutboxRecord encode(OutboxMessage message) {
        return encoders.stream()
                .flatMap(encoder -> encoder.encode(message).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "nothing encodes a " + message.getClass().getSimpleName()));
    }

    @Override
    public void append(List<OutboxRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        // Registered first: outside a transaction this throws before anything is written.
        AfterCommit handOver = new AfterCommit(relay);
        transactions.afterCommit(handOver);
        handOver.rows = rows.insert(records);
    }

    private static final class AfterCommit implements Runnable {

        private final OutboxRelay relay;
        private List<OutboxRow> rows = List.of();

        private AfterCommit(OutboxRelay relay) {
            this.relay = relay;
        }

        @Override
        public void run() {
            relay.send(rows);
        }
    }
}
