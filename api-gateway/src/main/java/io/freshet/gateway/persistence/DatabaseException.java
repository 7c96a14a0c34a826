package io.freshet.gateway.persistence;

import java.sql.SQLException;

/** PostgreSQL refused a statement for a reason that lies in the statement or its values: a bug. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super("PostgreSQL refused a statement, SQLSTATE " + cause.getSQLState(), cause);
    }

    /** Whether another row has what only one may have. */
    public boolean isUniqueViolation() {
        return getCause() instanceof SQLException sql && "23505".equals(sql.getSQLState());
    }
}
