package io.freshet.worker;

import java.time.Duration;
import java.util.Map;

/**
 * What every worker is told by its environment.
 *
 * @param bootstrapServers {@code FRESHET_KAFKA_BOOTSTRAP_SERVERS}, required
 * @param registryUrl {@code FRESHET_SCHEMA_REGISTRY_URL}, required
 * @param managementPort {@code FRESHET_MANAGEMENT_PORT}, 0 (any) to 65535; default 0
 * @param maxInFlight {@code FRESHET_MAX_IN_FLIGHT}, records handled at once, 1 to 10,000; default 256
 * @param drain {@code FRESHET_DRAIN_SECONDS}, how long an orderly end waits for what is in flight, 0 to 600; default 20
 */
public record WorkerSettings(
        String bootstrapServers, String registryUrl, int managementPort, int maxInFlight, Duration drain) {

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming the variable and what is wrong with it
     */
    public static WorkerSettings fromEnvironment(Map<String, String> environment) {
        return new WorkerSettings(
                required(environment, "FRESHET_KAFKA_BOOTSTRAP_SERVERS"),
                required(environment, "FRESHET_SCHEMA_REGISTRY_URL"),
                number(environment, "FRESHET_MANAGEMENT_PORT", 0, 0, 65_535),
                number(environment, "FRESHET_MAX_IN_FLIGHT", 256, 1, 10_000),
                Duration.ofSeconds(number(environment, "FRESHET_DRAIN_SECONDS", 20, 0, 600)));
    }

    /** The value of a variable that must be there. */
    public static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }

    private static int number(Map<String, String> environment, String name, int byDefault, int min, int max) {
        String value = environment.getOrDefault(name, Integer.toString(byDefault));
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with the rule.
        }
        throw new IllegalArgumentException(
                name + " is " + value + "; it takes a whole number from " + min + " to " + max);
    }
}
