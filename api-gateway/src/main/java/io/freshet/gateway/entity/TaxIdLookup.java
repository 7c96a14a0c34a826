package io.freshet.gateway.entity;

import io.freshet.core.PartyKey;
import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a tax id may mean, written with or without separators: one party key per type and country whose rules accept it.
 *
 * @param partyKeys see {@link PartyKey}
 * @param numbers the last parts of the keys, few even where no country is named
 */
public record TaxIdLookup(Set<String> partyKeys, Set<String> numbers) {

    public TaxIdLookup {
        partyKeys = Set.copyOf(partyKeys);
        numbers = Set.copyOf(numbers);
    }

    /**
     * Looks for an identifier.
     *
     * @param country null for all of them
     * @param type null for both
     */
    public static TaxIdLookup of(String taxId, @Nullable String country, @Nullable PartyType type) {
        Set<String> keys = new LinkedHashSet<>();
        Set<String> numbers = new LinkedHashSet<>();
        for (PartyType each : type == null ? List.of(PartyType.values()) : List.of(type)) {
            Stream<String> countries = country == null ? Countries.all() : Stream.of(country.toUpperCase(Locale.ROOT));
            countries.forEach(one -> {
                if (TaxId.normalize(one, each, taxId) instanceof TaxId.Valid valid) {
                    PartyKey.of(each, one, valid.stored(), null, null)
                            .map(PartyKey::value)
                            .ifPresent(key -> {
                                keys.add(key);
                                numbers.add(key.substring(key.lastIndexOf(':') + 1));
                            });
                }
            });
        }
        return new TaxIdLookup(keys, numbers);
    }
}
