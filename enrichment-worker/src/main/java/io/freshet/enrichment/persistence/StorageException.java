package io.freshet.enrichment.persistence;

import java.sql.SQLException;

/** PostgreSQL did not do what it was asked; the command is tried again later. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StorageException(SQLException cause) {
        super("PostgreSQL, state " + cause.getSQLState(), cause);
    }
}
