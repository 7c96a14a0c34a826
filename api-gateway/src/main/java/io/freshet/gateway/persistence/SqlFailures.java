package io.freshet.gateway.persistence;

import io.freshet.gateway.failure.PartAwayException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** The one place where failures of the database are classified. */
final class SqlFailures {

    private SqlFailures() {}

    static RuntimeException of(SQLException failure) {
        return isTransient(failure)
                ? new PartAwayException("PostgreSQL cannot do this now", failure)
                : new DatabaseException(failure);
    }

    /** Translates what a transaction threw; what is not the database's is returned unchanged. */
    static RuntimeException translate(RuntimeException failure) {
        if (failure instanceof PartAwayException || failure instanceof DatabaseException) {
            return failure;
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PartAwayException || cause instanceof DatabaseException) {
                return failure;
            }
            if (cause instanceof SQLException sql) {
                return of(sql);
            }
        }
        return failure;
    }

    /** True for a database that is away, overloaded, or that broke a tie between transactions. */
    static boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        if (failure instanceof SQLTransientException || failure instanceof SQLRecoverableException || state == null) {
            return true;
        }
        // 08 connection, 40 rollback (deadlock, serialization), 53 resources, 57 operator, 58 system
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08", "40", "53", "57", "58" -> true;
            default -> false;
        };
    }
}
