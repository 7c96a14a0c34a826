package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.catalogue.ProviderDefinition.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What makes two calls the same call.
 *
 * @param hash lower-case hex SHA-256 of provider, address, name of the credential and subject; says nothing about a person
 * @param cacheable whether the answer may be kept for others: not when it depends on parameters of a caller
 */
public record CallKey(String hash, boolean cacheable) {

    /** The key of a call. */
    public static CallKey of(ProviderDefinition provider, Subject subject) {
        String text = String.join(
                "\n",
                provider.code(),
                provider.baseUrl().toString(),
                provider.credentials().map(Credentials::secret).orElse(""),
                subject.canonical());
        boolean kept = !provider.cache().ttl().isZero()
                && !provider.cache().notFoundTtl().isZero();
        return new CallKey(sha256(text), kept && subject.parameters().isEmpty());
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
