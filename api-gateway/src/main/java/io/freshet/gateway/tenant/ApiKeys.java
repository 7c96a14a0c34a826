package io.freshet.gateway.tenant;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * API keys, {@code fk_<environment>_<random>}. Only the SHA-256 of a key is stored: it is random enough that a slow hash would
 * protect nothing more. A key that was found is remembered for half a minute, which is how long a revocation may take.
 */
@Singleton
public final class ApiKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int CACHE = 10_000;
    private static final int LONGEST = 200;

    private final TenantRepository tenants;
    private final Clock clock;
    private final Map<String, Known> cache = new ConcurrentHashMap<>();

    ApiKeys(TenantRepository tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    private record Known(Caller caller, Instant until) {}

    /** Whose key it is; empty when it is unknown, expired or revoked. */
    public Optional<Caller> find(String key) {
        if (!key.startsWith("fk_") || key.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] hash = hash(key);
        String id = HexFormat.of().formatHex(hash);
        Instant now = clock.instant();
        Known known = cache.get(id);
        if (known != null && known.until().isAfter(now)) {
            return Optional.of(known.caller());
        }
        cache.remove(id);
        Optional<Caller> found = tenants.findByKeyHash(hash);
        if (cache.size() >= CACHE) {
            cache.clear();
        }
        found.ifPresent(caller -> cache.put(id, new Known(caller, now.plus(REMEMBERED))));
        return found;
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
