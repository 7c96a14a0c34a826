package io.freshet.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiLiftTest {

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string','nullable':true}                    | {'type':['string','null']}",
                "{'type':'string'}                                    | {'type':'string'}",
                "{'type':'string','nullable':true,'enum':['a']}       | {'type':['string','null'],'enum':['a',null]}",
                "{'nullable':true,'allOf':[{'$ref':'#/x'}]}           | {'anyOf':[{'$ref':'#/x'},{'type':'null'}]}",
                "{'type':'object','nullable':true}                    | {}",
                "{'type':'object','additionalProperties':true}        | {'type':'object','additionalProperties':true}",
                "{'type':'array','items':{'type':'integer','example':1}} | {'type':'array','items':{'type':'integer','examples':[1]}}"
            })
    void shouldSayTheSameIn31(String schema, String lifted) throws Exception {
        ObjectNode document =
                document("{'components':{'schemas':{'A':{'type':'object','properties':{'p':" + schema + "}}}}}");
        assertThat(OpenApiLift.lift(document).at("/components/schemas/A/properties/p"))
                .isEqualTo(json.readTree(lifted.replace('\'', '"')));
    }

    @Test
    void shouldWriteOnceWhatMostOperationsAnswer() throws Exception {
        // Given
        String common =
                "{'description':'Absent.','content':{'application/json':{'schema':{'$ref':'#/components/schemas/Error'}}}}";
        String special = common.replace("Absent", "Gone");
        ObjectNode document =
                document("{'components':{'schemas':{}},'paths':{'/a':{'get':{'responses':{'404':" + special
                        + "}}},'/b':{'get':{'responses':{'404':" + common
                        + ",'200':{}}}},'/c':{'get':{'responses':{'404':" + common
                        + "}}}}}");
        // When
        ObjectNode lifted = OpenApiLift.lift(document);
        // Then
        assertThat(lifted.at("/components/responses/Error404/description").asText())
                .isEqualTo("Absent.");
        assertThat(lifted.at("/paths/~1a/get/responses/404/description").asText())
                .isEqualTo("Gone.");
        JsonNode responses = lifted.at("/paths/~1b/get/responses");
        assertThat(responses.at("/404/$ref").asText()).isEqualTo("#/components/responses/Error404");
        assertThat(responses.fieldNames()).toIterable().containsExactly("200", "404");
    }

    private ObjectNode document(String text) throws Exception {
        return (ObjectNode) json.readTree(text.replace('\'', '"'));
    }
}
