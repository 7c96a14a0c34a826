package io.freshet.gateway.tenant;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private final Map<String, Known> cache = new ConcurrentHashMap<>();

    ApiKeys(TransactionOperations<Connection> transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Known(Caller caller, Instant until) {}

    /** Whose key it is; empty when it is unknown, expired or revoked. */
    Optional<Caller> find(String key) {
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
        Optional<Caller> found = transactions.executeRead(status -> load(status.getConnection(), hash));
        if (cache.size() >= CACHE) {
            cache.clear();
        }
        found.ifPresent(caller -> cache.put(id, new Known(caller, now.plus(REMEMBERED))));
        return found;
    }

    private static Optional<Caller> load(Connection connection, byte[] hash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT tenant_id, key_id, permissions FROM api_key
                WHERE key_hash = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
                """)) {
            select.setBytes(1, hash);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String[] permissions = (String[]) row.getArray("permissions").getArray();
                return Optional.of(new Caller(
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("key_id", UUID.class),
                        Set.of(permissions)));
            }
        }
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
