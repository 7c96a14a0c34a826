package io.freshet.ownership.tree;

import io.freshet.core.PartyKey;
import io.freshet.core.PartyType;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A company or person as one register names it.
 *
 * @param country ISO 3166-1 alpha-2
 * @param taxId may be masked, then it identifies nobody
 * @param registryId number in the register of {@code country}
 */
public record Party(
        PartyType type,
        @Nullable String country,
        @Nullable String taxId,
        @Nullable String lei,
        @Nullable String registryId,
        @Nullable String name) {

    /** What makes two mentions the same node; empty for a party that is never merged with another. */
    public Optional<PartyKey> key() {
        return PartyKey.of(type, country, taxId, lei, registryId);
    }

    /** Whether an identifier is there, but with hidden places. */
    public boolean masked() {
        return PartyKey.isMasked(taxId) || PartyKey.isMasked(lei) || PartyKey.isMasked(registryId);
    }

    /** The keys under which another register may mention this party, one for each identifier. */
    Set<String> everyKey() {
        Set<String> keys = new LinkedHashSet<>();
        PartyKey.of(type, country, taxId, null, null).map(PartyKey::value).ifPresent(keys::add);
        PartyKey.of(type, country, null, lei, null).map(PartyKey::value).ifPresent(keys::add);
        PartyKey.of(type, country, null, null, registryId).map(PartyKey::value).ifPresent(keys::add);
        return keys;
    }
}
