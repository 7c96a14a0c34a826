package io.freshet.gateway.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * The latest snapshot of an entity after a refresh that was to publish one.
 *
 * @param published whether the refresh made it; false when the attributes are those of the version that was there
 */
public record Publication(
        int version, String hash, @Nullable String previousHash, boolean published) {}
