package io.freshet.benchmarks.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What the driver reads of an answer about a refresh; the rest is not parsed.
 *
 * @param refreshId empty when the answer names none
 * @param status empty when the answer names none
 */
record JobAnswer(String refreshId, String status) {

    private static final JsonFactory JSON = new JsonFactory();

    static JobAnswer read(HttpConnection.Answer answer) throws IOException {
        try (JsonParser parser = JSON.createParser(answer.buffer(), answer.offset(), answer.length())) {
            if (!enterData(parser)) {
                return new JobAnswer("", "");
            }
            String refreshId = "";
            String status = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME && (refreshId.isEmpty() || status.isEmpty())) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "refreshId" -> refreshId = parser.getText();
                    case "status" -> status = parser.getText();
                    default -> parser.skipChildren();
                }
            }
            return new JobAnswer(refreshId, status);
        }
    }

    private static boolean enterData(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("data") && value == JsonToken.START_OBJECT) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
