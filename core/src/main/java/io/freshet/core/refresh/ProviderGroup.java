package io.freshet.core.refresh;

import java.util.List;
import java.util.Locale;

/**
 * Providers that a tenant names together.
 *
 * @param id a UUID
 * @param slug what callers may write instead of the id
 * @param codes in the order in which they are expanded
 */
public record ProviderGroup(String id, String slug, List<String> codes) {

    public ProviderGroup {
        codes = List.copyOf(codes);
    }

    /** Whether a reference, a slug or an id in any case, means this group. */
    public boolean isNamed(String reference) {
        return slug.equals(reference) || id.equals(reference.toLowerCase(Locale.ROOT));
    }
}
