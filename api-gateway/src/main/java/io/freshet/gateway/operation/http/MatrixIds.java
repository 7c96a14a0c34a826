package io.freshet.gateway.operation.http;

import io.freshet.gateway.http.BodyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads {@code riskMatrixIds}. */
final class MatrixIds {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String FIELD = "riskMatrixIds";
    private static final int MOST = 20;
    private static final int LONGEST = 200;

    private MatrixIds() {}

    /** The ids in the order of the request, each once; what is no UUID is a fault. */
    static List<UUID> read(BodyReader reader) {
        List<String> texts = reader.texts(FIELD, MOST, LONGEST);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (isUuid(texts.get(i))) {
                ids.add(UUID.fromString(texts.get(i)));
            } else {
                reader.fault(FIELD + "/" + i, "must be a UUID");
            }
        }
        return ids;
    }

    static boolean isUuid(String text) {
        return UUID_FORM.matcher(text).matches();
    }
}
