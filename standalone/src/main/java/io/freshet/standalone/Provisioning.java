package io.freshet.standalone;

import io.freshet.schemas.Topic;
import io.freshet.schemas.TopicProvisioner;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Brings broker and registry to what the catalogue of topics says, and remembers it beside their data, so that a start
 * on the same data with the same catalogue has nothing to do.
 */
final class Provisioning {

    private final List<Path> marks;
    private final String catalogue;

    Provisioning(Path data) {
        this.marks = List.of(
                data.resolve("kafka").resolve("provisioned"),
                data.resolve("registry").resolve("provisioned"));
        this.catalogue = fingerprint(Topics.all());
    }

    /** Whether both were brought to this catalogue before. */
    boolean isDone() {
        return marks.stream().allMatch(this::isCurrent);
    }

    private boolean isCurrent(Path mark) {
        try {
            return Files.exists(mark) && Files.readString(mark).equals(catalogue);
        } catch (IOException e) {
            return false;
        }
    }

    void run(String bootstrapServers, String registryUrl) {
        new TopicProvisioner(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new SchemaRegistryClient(Map.of("schema.registry.url", registryUrl)),
                        (short) 1)
                .provision(Topics.all());
        try {
            for (Path mark : marks) {
                Files.writeString(mark, catalogue);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note that the topics are there", e);
        }
    }

    private static String fingerprint(List<Topic> topics) {
        return UUID.nameUUIDFromBytes(topics.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
