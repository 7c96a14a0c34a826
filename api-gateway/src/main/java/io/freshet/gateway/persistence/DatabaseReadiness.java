package io.freshet.gateway.persistence;

import io.freshet.gateway.health.ReadinessPart;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether PostgreSQL answers. */
@Singleton
final class DatabaseReadiness implements ReadinessPart {

    private static final Logger LOGGER = LoggerFactory.getLogger(DatabaseReadiness.class);
    private static final int SECONDS = 2;

    private final TransactionOperations<Connection> operations;

    DatabaseReadiness(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public boolean isReady() {
        try {
            return operations.executeRead(status -> status.getConnection().isValid(SECONDS));
        } catch (RuntimeException e) {
            LOGGER.atDebug().setCause(e).log("PostgreSQL does not answer");
            return false;
        }
    }
}
