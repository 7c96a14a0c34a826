package io.freshet.gateway.operation.http;

import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.operation.EnrichRequest;

/** Reads the body of an enrichment. */
final class EnrichRequestReader {

    private static final int MOST_CODES = 100;
    private static final int LONGEST_CODE = 200;

    private EnrichRequestReader() {}

    /** Reads; the caller finishes the reader. */
    static EnrichRequest read(BodyReader reader) {
        return new EnrichRequest(
                reader.texts("integrationCodes", MOST_CODES, LONGEST_CODE),
                reader.texts("enrichmentGroupRefs", MOST_CODES, LONGEST_CODE),
                reader.flag("forceRefresh", true));
    }
}
