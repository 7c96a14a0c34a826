package io.freshet.gateway;

import io.micronaut.runtime.Micronaut;
import java.util.List;

/** Starts the gateway. Exits with 1 and one line when a setting is missing. */
public final class ApiGateway {

    private static final List<String> REQUIRED = List.of(
            "FRESHET_DATABASE_URL",
            "FRESHET_DATABASE_USER",
            "FRESHET_DATABASE_PASSWORD",
            "FRESHET_KAFKA_BOOTSTRAP_SERVERS",
            "FRESHET_SCHEMA_REGISTRY_URL");

    private ApiGateway() {}

    public static void main(String[] arguments) {
        for (String name : REQUIRED) {
            if (System.getenv(name) == null) {
                System.err.println("api-gateway did not start: " + name + " is not set");
                System.exit(1);
            }
        }
        Micronaut.build(arguments).mainClass(ApiGateway.class).banner(false).start();
    }
}
