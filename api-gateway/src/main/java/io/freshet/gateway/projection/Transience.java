package io.freshet.gateway.projection;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Whether a failure lies in the moment, not in the record. */
final class Transience {

    private Transience() {}

    /** True for a database that is away, overloaded, or that broke a tie between transactions. */
    static boolean isTransient(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                // 08 connection, 40 rollback (deadlock, serialization), 53 resources, 57 operator, 58 system
                return switch (sql.getSQLState().substring(0, 2)) {
                    case "08", "40", "53", "57", "58" -> true;
                    default -> false;
                };
            }
        }
        return failure.getClass().getName().contains("ConnectionException");
    }
}
