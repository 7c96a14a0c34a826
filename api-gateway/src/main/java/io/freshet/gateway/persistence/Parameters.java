package io.freshet.gateway.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a statement's parameters in order: strings, numbers, booleans, UUIDs, {@code byte[]}, and beyond JDBC an
 * {@link Instant} for timestamptz, a {@link JsonNode} for jsonb and a {@link SqlArray} for arrays. Each may be null.
 */
public final class Parameters {

    private final List<@Nullable Object> values;

    private Parameters(List<@Nullable Object> values) {
        this.values = values;
    }

    public static Parameters of(@Nullable Object... values) {
        return new Parameters(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))));
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            bind(statement, i + 1, values.get(i));
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            // Untyped text, which PostgreSQL reads as the type of the column.
            case JsonNode node -> statement.setObject(index, node.toString(), Types.OTHER);
            case SqlArray array ->
                statement.setArray(index, statement.getConnection().createArrayOf(array.type(), array.javaArray()));
            default -> statement.setObject(index, value);
        }
    }
}
