package io.freshet.schemas.serde;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What the serde is told, under the keys of Confluent's.
 *
 * @param registryUrls {@code schema.registry.url}: base addresses, comma-separated; the first that answers is used
 * @param authorization value of the Authorization header, from {@code basic.auth.credentials.source} USER_INFO with {@code
 *     basic.auth.user.info}, or URL with the user information of the address
 * @param autoRegister {@code auto.register.schemas}, true as in Confluent's; Freshet's services say false
 * @param useLatest {@code use.latest.version}: write with the newest registered schema of the subject instead of the record's
 * @param specificReader {@code specific.avro.reader}: read into generated classes, else generic records
 */
record SerdeConfig(
        List<URI> registryUrls,
        Optional<String> authorization,
        boolean autoRegister,
        boolean useLatest,
        boolean specificReader) {

    static final String REGISTRY_URL = "schema.registry.url";
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String SPECIFIC_READER = "specific.avro.reader";
    static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    static final String USER_INFO = "basic.auth.user.info";

    SerdeConfig {
        registryUrls = List.copyOf(registryUrls);
    }

    static SerdeConfig of(Map<String, ?> config) {
        Object urls = config.get(REGISTRY_URL);
        if (urls == null || urls.toString().isBlank()) {
            throw new ConfigException(REGISTRY_URL, urls, "is required");
        }
        List<URI> addresses = Arrays.stream(urls.toString().split(","))
                .map(String::strip)
                .map(SerdeConfig::address)
                .toList();
        return new SerdeConfig(
                addresses.stream().map(SerdeConfig::withoutUser).toList(),
                userInfo(config, addresses.getFirst())
                        .map(user ->
                                "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))),
                flag(config, AUTO_REGISTER, true),
                flag(config, USE_LATEST, false),
                flag(config, SPECIFIC_READER, false));
    }

    private static URI address(String url) {
        try {
            String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            URI address = URI.create(trimmed);
            if (address.getHost() == null) {
                throw new ConfigException(REGISTRY_URL, "?", "is not an absolute http address");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new ConfigException(REGISTRY_URL, "?", "is not an address");
        }
    }

    private static URI withoutUser(URI address) {
        return address.getUserInfo() == null
                ? address
                : URI.create(address.toString().replace(address.getRawUserInfo() + "@", ""));
    }

    private static Optional<String> userInfo(Map<String, ?> config, URI address) {
        String source = text(config.get(CREDENTIALS_SOURCE), "URL");
        return switch (source) {
            case "URL" -> Optional.ofNullable(address.getUserInfo());
            case "USER_INFO" -> {
                if (config.get(USER_INFO) == null) {
                    throw new ConfigException(USER_INFO, null, "is required with " + CREDENTIALS_SOURCE + "=USER_INFO");
                }
                yield Optional.of(text(config.get(USER_INFO), ""));
            }
            default -> throw new ConfigException(CREDENTIALS_SOURCE, source, "is neither URL nor USER_INFO");
        };
    }

    private static boolean flag(Map<String, ?> config, String key, boolean byDefault) {
        String value = text(config.get(key), Boolean.toString(byDefault));
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(key, value, "is neither true nor false");
        };
    }

    private static String text(@Nullable Object value, String byDefault) {
        return value == null ? byDefault : value.toString();
    }

    /** Leaves the credentials out. */
    @Override
    public String toString() {
        return "SerdeConfig[registryUrls=" + registryUrls + "]";
    }
}
