package io.freshet.gateway.matrix;

import io.freshet.gateway.outbox.Outbox;
import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;

/** Tells the rules workers of every matrix. The topic is compacted, so telling again costs a record and changes nothing. */
@Singleton
public final class MatrixPublisher {

    private final Transactions transactions;
    private final MatrixRepository matrices;
    private final Outbox outbox;

    MatrixPublisher(Transactions transactions, MatrixRepository matrices, Outbox outbox) {
        this.transactions = transactions;
        this.matrices = matrices;
        this.outbox = outbox;
    }

    /** Publishes all versions of all matrices that may still be named by a job. */
    public void publishAll() {
        transactions.write(() -> {
            outbox.tell(matrices.all());
            return null;
        });
    }
}
