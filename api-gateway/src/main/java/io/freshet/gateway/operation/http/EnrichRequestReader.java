package io.freshet.gateway.operation.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.operation.EnrichRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the body of an enrichment. */
final class EnrichRequestReader {

    private static final int MOST_CODES = 100;
    private static final int LONGEST_CODE = 200;
    private static final int MOST_PARAMETERS = 50;
    private static final int LONGEST_VALUE = 500;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private EnrichRequestReader() {}

    /** Reads; the caller finishes the reader. */
    static EnrichRequest read(BodyReader reader) {
        return new EnrichRequest(
                reader.texts("integrationCodes", MOST_CODES, LONGEST_CODE),
                reader.texts("enrichmentGroupRefs", MOST_CODES, LONGEST_CODE),
                reader.flag("forceRefresh", true),
                parameters(reader));
    }

    /** Texts, numbers, true and false, as the text that stands for them in a provider's address. */
    private static Map<String, String> parameters(BodyReader reader) {
        ObjectNode object = reader.object("parameters");
        Map<String, String> parameters = new LinkedHashMap<>();
        if (object == null) {
            return parameters;
        }
        if (object.size() > MOST_PARAMETERS) {
            reader.fault("parameters", "must have at most " + MOST_PARAMETERS + " keys");
            return parameters;
        }
        for (Map.Entry<String, JsonNode> parameter : object.properties()) {
            String text = parameter.getValue().asText();
            if (!NAME.matcher(parameter.getKey()).matches()) {
                reader.fault("parameters", "has a key that is no name of 1 to 100 letters, digits, _ or -");
            } else if (!parameter.getValue().isValueNode()
                    || parameter.getValue().isNull()
                    || text.length() > LONGEST_VALUE) {
                reader.fault(
                        "parameters/" + parameter.getKey(),
                        "must be a text of at most " + LONGEST_VALUE + " characters, a number, true or false");
            } else {
                parameters.put(parameter.getKey(), text);
            }
        }
        return parameters;
    }
}
