package io.freshet.schemas;

import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A topic of the catalogue.
 *
 * @param name full name, the only place where it is spelt
 * @param key what the record key is, in words
 * @param value schema of the value; empty where records of several topics pass unchanged (retry tiers, dead letters)
 * @param owner the service that writes it
 * @param partitions number of partitions at creation
 * @param retention how long records are kept; ignored when compacted
 * @param compacted whether the newest record per key is kept for good
 */
public record Topic(
        String name,
        String key,
        Optional<Schema> value,
        String owner,
        int partitions,
        Duration retention,
        boolean compacted) {

    /** The subject under which the schema of the value is registered (Confluent's TopicNameStrategy). */
    public String valueSubject() {
        return name + "-value";
    }
}
