package io.freshet.gateway.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * A JSON document in the form of RFC 8785: keys sorted, numbers as IEEE 754 doubles in their shortest form, no white space.
 * Equal documents have equal text, and so equal hashes.
 */
public record CanonicalJson(String text) {

    /** The canonical form of an object or a list. */
    public static CanonicalJson of(JsonNode document) {
        try {
            return new CanonicalJson(new JsonCanonicalizer(document.toString()).getEncodedString());
        } catch (IOException e) {
            throw new IllegalArgumentException("only an object or a list has a canonical form", e);
        }
    }

    /** Lower-case hex SHA-256 of the text in UTF-8. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
