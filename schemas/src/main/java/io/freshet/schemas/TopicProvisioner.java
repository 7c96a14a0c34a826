package io.freshet.schemas;

import io.freshet.schemas.serde.SchemaRegistryClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Brings broker and registry to what the catalogue says. Adds what is missing and more partitions where the catalogue has
 * more; takes nothing away.
 */
public final class TopicProvisioner {

    private static final String PUBLIC = "freshet.public.";

    private final Map<String, Object> adminConfig;
    private final SchemaRegistryClient registry;
    private final short replicas;

    /**
     * A provisioner.
     *
     * @param adminConfig configuration of Kafka's admin client
     * @param replicas of new topics; -1 for the broker's default
     */
    public TopicProvisioner(Map<String, Object> adminConfig, SchemaRegistryClient registry, short replicas) {
        this.adminConfig = Map.copyOf(adminConfig);
        this.registry = registry;
        this.replicas = replicas;
    }

    /**
     * Creates the topics and registers their schemas.
     *
     * @throws IllegalStateException when the broker refuses; the message names the topics
     * @throws org.apache.kafka.common.errors.SerializationException when a schema breaks compatibility, or the registry is away
     */
    public void provision(List<Topic> topics) {
        try (Admin admin = Admin.create(adminConfig)) {
            Set<String> present = admin.listTopics().names().get();
            admin.createTopics(topics.stream()
                            .filter(topic -> !present.contains(topic.name()))
                            .map(this::describe)
                            .toList())
                    .all()
                    .get();
            grow(
                    admin,
                    topics.stream()
                            .filter(topic -> present.contains(topic.name()))
                            .toList());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not create the topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
        for (Topic topic : topics) {
            topic.value().ifPresent(schema -> {
                registry.register(topic.valueSubject(), schema);
                registry.setCompatibility(topic.valueSubject(), compatibility(topic));
            });
        }
    }

    private void grow(Admin admin, List<Topic> topics) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> descriptions = admin.describeTopics(
                        topics.stream().map(Topic::name).toList())
                .allTopicNames()
                .get();
        Map<String, NewPartitions> more = new HashMap<>();
        for (Topic topic : topics) {
            TopicDescription description = descriptions.get(topic.name());
            if (description != null && description.partitions().size() < topic.partitions()) {
                more.put(topic.name(), NewPartitions.increaseTo(topic.partitions()));
            }
        }
        admin.createPartitions(more).all().get();
    }

    private NewTopic describe(Topic topic) {
        Map<String, String> config = topic.compacted()
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(topic.retention().toMillis()));
        return new NewTopic(topic.name(), topic.partitions(), replicas).configs(config);
    }

    /** Other teams read public topics with versions of their own, old and new. */
    static String compatibility(Topic topic) {
        return topic.name().startsWith(PUBLIC) ? "FULL_TRANSITIVE" : "BACKWARD_TRANSITIVE";
    }
}
