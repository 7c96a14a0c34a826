package io.freshet.ownership.store;

import io.freshet.ownership.tree.OwnershipTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The value of the store of jobs; moments have the precision of a millisecond. */
public final class TreeSerde implements Serde<OwnershipTree> {

    @Override
    public Serializer<OwnershipTree> serializer() {
        return (topic, tree) -> tree == null ? null : write(tree);
    }

    @Override
    public Deserializer<OwnershipTree> deserializer() {
        return (topic, bytes) -> read(bytes);
    }

    private static byte[] write(OwnershipTree tree) {
        try {
            return new TreeWriter().write(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static @Nullable OwnershipTree read(byte @Nullable [] bytes) {
        return bytes == null ? null : new TreeReader(bytes).read();
    }
}
