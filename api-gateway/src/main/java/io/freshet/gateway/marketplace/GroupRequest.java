package io.freshet.gateway.marketplace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a group, validated.
 *
 * @param slug null when the caller leaves it to Freshet
 */
public record GroupRequest(
        String name, @Nullable String slug, @Nullable String description, List<String> codes) {

    public GroupRequest {
        codes = List.copyOf(codes);
    }
}
