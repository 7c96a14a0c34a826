package io.freshet.gateway.idempotency;

import io.freshet.gateway.transaction.Transactions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves a request once per key: the first one's answer is kept for 24 hours in the transaction of its work; a repetition
 * gets that answer. While the first one runs, its uncommitted row makes a second one wait, so both cannot win.
 */
@Singleton
public final class Idempotency {

    private final Transactions transactions;
    private final IdempotencyRepository requests;

    Idempotency(Transactions transactions, IdempotencyRepository requests) {
        this.transactions = transactions;
        this.requests = requests;
    }

    /** What became of a request. */
    public sealed interface Outcome {}

    /** Its work was done. */
    public record Served(Answer answer) implements Outcome {}

    /** It was served before; this is what was answered. */
    public record Replayed(Answer answer) implements Outcome {}

    /** The first request with the key still runs. */
    public record StillRunning() implements Outcome {}

    /** The key was used for another request. */
    public record KeyReused() implements Outcome {}

    /**
     * Serves a request in one transaction.
     *
     * @param key null when the request is to be served every time
     * @param request what makes two requests equal
     * @param work does the work; what it throws rolls everything back, the claim of the key included
     */
    public Outcome serve(UUID tenantId, @Nullable String key, String request, Supplier<Answer> work) {
        return transactions.write(() -> {
            if (key == null) {
                return new Served(work.get());
            }
            String hash = hash(request);
            if (!requests.claim(tenantId, key, hash)) {
                return replay(tenantId, key, hash);
            }
            Answer answer = work.get();
            requests.keep(tenantId, key, answer);
            return new Served(answer);
        });
    }

    private Outcome replay(UUID tenantId, String key, String hash) {
        Optional<IdempotencyRepository.Kept> kept = requests.find(tenantId, key);
        Answer answer = kept.map(IdempotencyRepository.Kept::answer).orElse(null);
        if (kept.isEmpty() || answer == null) {
            return new StillRunning();
        }
        return kept.get().requestHash().equals(hash) ? new Replayed(answer) : new KeyReused();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
