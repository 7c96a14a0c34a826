package io.freshet.core;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes two mentions of a party the same party: type, country and tax id; or the LEI; or type, country and register
 * number. A party without any of them, or with a masked one, has no key: it is shown but never merged with another.
 *
 * @param value such as {@code company:BR:19131243000197}, {@code lei:5493001KJTIIGC8Y1R12} or {@code company:GB:reg:08957400}
 */
public record PartyKey(String value) {

    /** The key of a party, strongest identifier first; a company whose tax id is its LEI has the key of the LEI. */
    public static Optional<PartyKey> of(
            PartyType type,
            @Nullable String country,
            @Nullable String taxId,
            @Nullable String lei,
            @Nullable String registryId) {
        if (taxId != null && type == PartyType.COMPANY && TaxId.isLei(bare(taxId))) {
            return Optional.of(new PartyKey("lei:" + bare(taxId)));
        }
        String prefix = type.word() + ":" + (country == null ? "" : country.toUpperCase(Locale.ROOT)) + ":";
        if (country != null && identifies(taxId)) {
            return Optional.of(new PartyKey(prefix + bare(taxId)));
        }
        if (identifies(lei)) {
            return Optional.of(new PartyKey("lei:" + bare(lei)));
        }
        if (country != null && identifies(registryId)) {
            return Optional.of(new PartyKey(prefix + "reg:" + bare(registryId)));
        }
        return Optional.empty();
    }

    /** Whether an identifier has masked places, as registers print those of persons: {@code ***331387**}. */
    public static boolean isMasked(@Nullable String identifier) {
        return identifier != null && (identifier.indexOf('*') >= 0 || identifier.indexOf('•') >= 0);
    }

    private static boolean identifies(@Nullable String identifier) {
        return identifier != null && !isMasked(identifier) && !bare(identifier).isEmpty();
    }

    private static String bare(@Nullable String identifier) {
        if (identifier == null) {
            return "";
        }
        StringBuilder bare = new StringBuilder(identifier.length());
        identifier
                .chars()
                .filter(Character::isLetterOrDigit)
                .forEach(c -> bare.append((char) Character.toUpperCase(c)));
        return bare.toString();
    }
}
