package io.freshet.standalone;

import static io.freshet.embedded.Ports.orFree;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a system is to run.
 *
 * @param home root of the project, where the services' jars are built
 * @param data folder of all data and logs
 * @param ports of the parts; 0 for free ones
 * @param live whether providers are asked at their real addresses instead of the simulator
 * @param apiKey of the tenant {@code dev}
 * @param environment added to that of every service
 */
public record SystemOptions(
        Path home, Path data, Ports ports, boolean live, String apiKey, Map<String, String> environment) {

    public SystemOptions {
        environment = Map.copyOf(environment);
    }

    /** Ports of one system. */
    public record Ports(int gateway, int management, int kafka, int registry, int postgres, int simulator) {

        /** Free ones. */
        public static Ports any() {
            return new Ports(0, 0, 0, 0, 0, 0);
        }

        /** The same with a free port for every 0. */
        Ports chosen() {
            return new Ports(
                    orFree(gateway),
                    orFree(management),
                    orFree(kafka),
                    orFree(registry),
                    orFree(postgres),
                    orFree(simulator));
        }
    }

    /** A system for a test: free ports, data in a folder of its own. */
    public static SystemOptions forTest(Path home, Path data) {
        return new SystemOptions(home, data, Ports.any(), false, "fk_test_" + data.hashCode() + "_key", Map.of());
    }
}
