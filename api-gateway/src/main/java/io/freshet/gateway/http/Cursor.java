package io.freshet.gateway.http;

import io.freshet.gateway.paging.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A position as callers carry it: opaque text that is good for one query only. It holds the query's hash, so that a cursor of
 * another list, or of the same list with other filters, is found out.
 */
final class Cursor {

    private static final int HASH = 8;

    /** The year 9999, which PostgreSQL can hold. */
    private static final long LATEST = 253_402_300_799_999_999L;

    private static final int LENGTH = HASH + Long.BYTES + 2 * Long.BYTES;

    private Cursor() {}

    static String write(Position position, String query) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .put(hash(query))
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.at()))
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The position; empty when the text is no cursor of this query. */
    static Optional<Position> read(String text, String query) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != LENGTH) {
                return Optional.empty();
            }
            byte[] hash = new byte[HASH];
            bytes.get(hash);
            if (!Arrays.equals(hash, hash(query))) {
                return Optional.empty();
            }
            long micros = bytes.getLong();
            if (micros < 0 || micros > LATEST) {
                return Optional.empty();
            }
            Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            return Optional.of(new Position(at, new UUID(bytes.getLong(), bytes.getLong())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] hash(String query) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
