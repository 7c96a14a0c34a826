package io.freshet.ownership.messaging;

import io.freshet.schemas.Topic;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryUnavailableException;
import io.freshet.schemas.serde.SchemaRegistryClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what Kafka Streams would fail without: the topics on the broker and their schemas in the registry. */
public final class Prerequisites {

    private static final Logger LOGGER = LoggerFactory.getLogger(Prerequisites.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final List<Topic> TOPICS = List.of(
            Topics.ENRICHMENT_EVENTS,
            Topics.JOB_CANCELLATIONS,
            Topics.ENRICHMENT_COMMANDS,
            Topics.ENRICHMENT_COMMANDS_BULK,
            Topics.OWNERSHIP_COMMANDS,
            Topics.OWNERSHIP_EVENTS,
            Topics.OWNERSHIP.deadLetters());

    private Prerequisites() {}

    /**
     * Returns when all of it is there.
     *
     * @throws InterruptedException when the process is to end first
     */
    public static void await(String bootstrapServers, SchemaRegistryClient registry) throws InterruptedException {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(settings)) {
            for (String missing = missing(admin, registry); !missing.isEmpty(); missing = missing(admin, registry)) {
                LOGGER.atInfo().addKeyValue("missing", missing).log("waiting");
                Thread.sleep(PAUSE);
            }
        }
    }

    private static String missing(Admin admin, SchemaRegistryClient registry) throws InterruptedException {
        try {
            admin.describeTopics(TOPICS.stream().map(Topic::name).toList())
                    .allTopicNames()
                    .get();
        } catch (ExecutionException e) {
            return "topics: " + e.getCause();
        }
        try {
            TOPICS.forEach(topic -> topic.value().ifPresent(schema -> registry.idOf(topic.valueSubject(), schema)));
        } catch (RegistryUnavailableException e) {
            return "schema registry: " + e.getMessage();
        } catch (SerializationException e) {
            return "schemas: " + e.getMessage();
        }
        return "";
    }
}
