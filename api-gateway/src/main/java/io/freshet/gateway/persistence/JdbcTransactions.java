package io.freshet.gateway.persistence;

import io.freshet.gateway.transaction.Transactions;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions of Micronaut Data on the default data source. */
@Singleton
final class JdbcTransactions implements Transactions {

    private static final Logger LOGGER = LoggerFactory.getLogger(JdbcTransactions.class);

    private final TransactionOperations<Connection> operations;

    JdbcTransactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    @Override
    public <T extends @Nullable Object> T read(Supplier<T> work) {
        return execute(TransactionDefinition.READ_ONLY, work);
    }

    @Override
    public <T extends @Nullable Object> T write(Supplier<T> work) {
        return execute(TransactionDefinition.DEFAULT, work);
    }

    private <T extends @Nullable Object> T execute(TransactionDefinition definition, Supplier<T> work) {
        if (operations.findTransactionStatus().isPresent()) {
            return work.get();
        }
        try {
            return operations.execute(definition, status -> work.get());
        } catch (RuntimeException e) {
            throw SqlFailures.translate(e);
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        TransactionStatus<?> status = operations
                .findTransactionStatus()
                .orElseThrow(() -> new IllegalStateException("there is no transaction to wait for"));
        status.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    LOGGER.atError().setCause(e).log("Action after a commit failed");
                }
            }
        });
    }
}
