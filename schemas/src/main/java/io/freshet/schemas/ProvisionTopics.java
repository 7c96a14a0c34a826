package io.freshet.schemas;

import io.freshet.schemas.serde.SchemaRegistryClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The deployment step that creates the topics and registers the schemas. Reads {@code FRESHET_KAFKA_BOOTSTRAP_SERVERS},
 * {@code FRESHET_SCHEMA_REGISTRY_URL} and {@code FRESHET_TOPIC_REPLICAS} (default: the broker's own). Waits a minute for broker
 * and registry. Exits with 0, or with 1 and one line that says why.
 */
public final class ProvisionTopics {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private ProvisionTopics() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            provision(System.getenv());
            System.out.println(Topics.all().size() + " topics are there, their schemas registered");
        } catch (RuntimeException e) {
            System.err.println("provisioning failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void provision(Map<String, String> environment) throws InterruptedException {
        String servers = required(environment, "FRESHET_KAFKA_BOOTSTRAP_SERVERS");
        String registry = required(environment, "FRESHET_SCHEMA_REGISTRY_URL");
        short replicas = Short.parseShort(environment.getOrDefault("FRESHET_TOPIC_REPLICAS", "-1"));
        TopicProvisioner provisioner = new TopicProvisioner(
                Map.of("bootstrap.servers", servers, "default.api.timeout.ms", 10_000, "request.timeout.ms", 5_000),
                new SchemaRegistryClient(Map.of("schema.registry.url", registry)),
                replicas);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                provisioner.provision(Topics.all());
                return;
            } catch (RuntimeException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
