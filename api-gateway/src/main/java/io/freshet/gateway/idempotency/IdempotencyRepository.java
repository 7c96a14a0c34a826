package io.freshet.gateway.idempotency;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests that came with a key, and their answers. */
public interface IdempotencyRepository {

    /**
     * Claims a key for the running transaction; waits while another transaction holds it.
     *
     * @param requestHash lower-case hex SHA-256
     * @return false when it was used within the last 24 hours
     */
    boolean claim(UUID tenantId, String key, String requestHash);

    /** The request that used the key. */
    Optional<Kept> find(UUID tenantId, String key);

    /** Keeps the answer of a claimed key. */
    void keep(UUID tenantId, String key, Answer answer);

    /**
     * A request that used a key.
     *
     * @param answer null when its transaction left none
     */
    record Kept(String requestHash, @Nullable Answer answer) {}
}
