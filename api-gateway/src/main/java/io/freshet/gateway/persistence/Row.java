package io.freshet.gateway.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a result, valid inside its mapper only. A method without {@code nullable} in its name throws
 * {@link IllegalStateException} when the column is null, or is not of its kind.
 */
public final class Row {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final ResultSet row;
    private final ObjectMapper json;

    Row(ResultSet row, ObjectMapper json) {
        this.row = row;
        this.json = json;
    }

    public UUID uuid(String column) throws SQLException {
        return present(row.getObject(column, UUID.class), column);
    }

    public @Nullable UUID nullableUuid(String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public String text(String column) throws SQLException {
        return present(row.getString(column), column);
    }

    public @Nullable String nullableText(String column) throws SQLException {
        return row.getString(column);
    }

    public int integer(String column) throws SQLException {
        return present(row.getObject(column, Integer.class), column);
    }

    public @Nullable Integer nullableInteger(String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }

    public long bigint(String column) throws SQLException {
        return present(row.getObject(column, Long.class), column);
    }

    public @Nullable Long nullableBigint(String column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    public boolean flag(String column) throws SQLException {
        return present(row.getObject(column, Boolean.class), column);
    }

    public byte[] bytes(String column) throws SQLException {
        return present(row.getBytes(column), column);
    }

    public Instant instant(String column) throws SQLException {
        return present(nullableInstant(column), column);
    }

    public @Nullable Instant nullableInstant(String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A column of type text[]. */
    public List<String> texts(String column) throws SQLException {
        Array array = present(row.getArray(column), column);
        return List.of((String[]) array.getArray());
    }

    /** A column of type uuid[]. */
    public List<UUID> uuids(String column) throws SQLException {
        Array array = present(row.getArray(column), column);
        return List.of((UUID[]) array.getArray());
    }

    public @Nullable JsonNode nullableJson(String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : readJson(text, column);
    }

    public ObjectNode object(String column) throws SQLException {
        return present(nullableObject(column), column);
    }

    public @Nullable ObjectNode nullableObject(String column) throws SQLException {
        return nullableJson(column) instanceof ObjectNode object ? object : null;
    }

    /** A column that holds a JSON object of strings. */
    public Map<String, String> textMap(String column) throws SQLException {
        return json.convertValue(object(column), TEXTS);
    }

    private JsonNode readJson(String text, String column) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            // Without the cause: its message quotes the value.
            throw new IllegalStateException("column " + column + " is not JSON at line "
                    + e.getLocation().getLineNr());
        }
    }

    private static <T> T present(@Nullable T value, String column) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null or of another kind");
        }
        return value;
    }
}
