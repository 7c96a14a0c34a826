package io.freshet.gateway.http;

import java.util.UUID;

/** Ids in paths. */
public final class PathIds {

    private static final int UUID_LENGTH = 36;

    private PathIds() {}

    /**
     * Reads an id.
     *
     * @throws ApiException not found, since nothing has an id that is none
     */
    public static UUID read(String text, String kind) {
        try {
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new ApiException(ErrorCode.NOT_FOUND, "No such " + kind + ".");
    }
}
