package io.freshet.enrichment.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Providers that cannot be called for want of their secret. A worker may serve the others. */
public final class MissingSecrets {

    private static final Logger LOGGER = LoggerFactory.getLogger(MissingSecrets.class);

    private MissingSecrets() {}

    /** The variable of a secret. */
    public static String variable(ProviderDefinition.Credentials credentials) {
        return "FRESHET_SECRET_" + credentials.secret().toUpperCase(Locale.ROOT);
    }

    /** Warns of each; calls to them are refused. */
    public static void warn(List<ProviderDefinition> catalogue, Map<String, String> environment) {
        of(catalogue, environment)
                .forEach(provider -> LOGGER.atWarn()
                        .addKeyValue("provider", provider.code())
                        .addKeyValue(
                                "variable",
                                provider.credentials()
                                        .map(MissingSecrets::variable)
                                        .orElse(""))
                        .log("A provider has no secret, calls to it are refused"));
    }

    static List<ProviderDefinition> of(List<ProviderDefinition> catalogue, Map<String, String> environment) {
        return catalogue.stream()
                .filter(provider -> provider.credentials()
                        .filter(credentials -> !credentials.optional())
                        .filter(credentials -> environment
                                .getOrDefault(variable(credentials), "")
                                .isBlank())
                        .isPresent())
                .toList();
    }
}
