package io.freshet.gateway.persistence;

import java.sql.SQLException;

/** Makes a value of the current row of a result. */
@FunctionalInterface
public interface RowMapper<T> {

    T map(Row row) throws SQLException;
}
