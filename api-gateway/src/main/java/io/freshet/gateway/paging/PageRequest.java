package io.freshet.gateway.paging;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit 1 to 200 items
 * @param after the last row of the page before; null for the first page
 */
public record PageRequest(int limit, @Nullable Position after) {

    /** How many rows to read: one more than shown tells whether another page follows. */
    public int rowsToRead() {
        return limit + 1;
    }
}
