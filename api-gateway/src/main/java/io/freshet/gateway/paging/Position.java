package io.freshet.gateway.paging;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a row stands in a list that is sorted by time, then id, both descending.
 *
 * @param at whole microseconds, as PostgreSQL keeps them
 */
public record Position(Instant at, UUID id) {}
