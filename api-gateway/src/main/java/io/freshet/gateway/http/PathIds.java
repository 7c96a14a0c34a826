package io.freshet.gateway.http;

import java.util.Optional;
import java.util.UUID;

/** Ids in paths. */
public final class PathIds {

    static final int UUID_LENGTH = 36;

    private PathIds() {}

    /**
     * Reads an id.
     *
     * @throws ApiException not found, since nothing has an id that is none
     */
    public static UUID read(String text, String kind) {
        return parse(text).orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such " + kind + "."));
    }

    /** The id that a text is; empty when it is none. */
    public static Optional<UUID> parse(String text) {
        try {
            return text.length() == UUID_LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
