package io.freshet.gateway;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** Starts the gateway. Exits with 1 and one line when a setting is missing. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Freshet",
                        version = "0.1.0",
                        description = "Keeps what an organization knows about companies fresh.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        security = @SecurityRequirement(name = "apiKey"),
        tags = {
            @Tag(name = "entities", description = "What the organization keeps about companies and persons."),
            @Tag(name = "refreshes", description = "Jobs that bring an entity up to date, and what came of them."),
            @Tag(name = "operations", description = "Other jobs of the same pipeline."),
            @Tag(name = "batches", description = "Many refreshes at once."),
            @Tag(name = "marketplace", description = "The providers and who may call them."),
            @Tag(name = "health", description = "Whether this instance runs.")
        })
@SecurityScheme(
        name = "apiKey",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "An API key, `fk_…`; it belongs to one tenant and has a list of permissions.")
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
