package io.freshet.gateway.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value of an array type.
 *
 * @param type PostgreSQL's name of the elements' type
 * @param elements may hold nulls
 */
public record SqlArray(String type, List<@Nullable Object> elements) {

    public SqlArray {
        elements = Collections.unmodifiableList(new ArrayList<>(elements));
    }

    public static SqlArray texts(Collection<String> elements) {
        return new SqlArray("text", new ArrayList<>(elements));
    }

    public static SqlArray uuids(Collection<? extends @Nullable UUID> elements) {
        return new SqlArray("uuid", new ArrayList<>(elements));
    }

    public static SqlArray bigints(Collection<Long> elements) {
        return new SqlArray("bigint", new ArrayList<>(elements));
    }

    public static SqlArray byteas(Collection<byte[]> elements) {
        return new SqlArray("bytea", new ArrayList<>(elements));
    }

    /** As the driver takes it, which encodes byte strings by the type of the Java array. */
    @Nullable
    Object[] javaArray() {
        return type.equals("bytea") ? elements.toArray(new byte[0][]) : elements.toArray();
    }
}
