package io.freshet.gateway.marketplace.http;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a list that is in memory and has an order of its own. A position is the key of an item, and its index for the
 * case that the item has gone.
 */
final class CatalogueList {

    private CatalogueList() {}

    static <T> Page<T> page(List<T> all, PageRequest request, Function<T, String> key) {
        int from = Math.min(start(all, request.after(), key), all.size());
        int to = Math.min(from + request.limit(), all.size());
        return new Page<>(
                all.subList(from, to),
                to == all.size()
                        ? null
                        : new Position(Instant.EPOCH.plus(to, ChronoUnit.MICROS), id(all.get(to - 1), key)));
    }

    private static <T> int start(List<T> all, @Nullable Position after, Function<T, String> key) {
        if (after == null) {
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            if (id(all.get(i), key).equals(after.id())) {
                return i + 1;
            }
        }
        return (int) Math.min(ChronoUnit.MICROS.between(Instant.EPOCH, after.at()), Integer.MAX_VALUE);
    }

    private static <T> UUID id(T item, Function<T, String> key) {
        return UUID.nameUUIDFromBytes(key.apply(item).getBytes(StandardCharsets.UTF_8));
    }
}
