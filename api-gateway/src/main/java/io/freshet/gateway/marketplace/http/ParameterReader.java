package io.freshet.gateway.marketplace.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.http.BodyReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what a tenant sets for a provider. What no call would heed is refused rather than kept. */
final class ParameterReader {

    private static final String PARAMETERS = "parameters";

    private ParameterReader() {}

    /** All parameters of the provider from now on; empty when the body does not name them. */
    static Optional<Map<String, String>> read(BodyReader reader, Map<String, Provider.Parameter> declared) {
        ObjectNode given = reader.object(PARAMETERS);
        if (given == null) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            String name = entry.getKey();
            String field = PARAMETERS + "/" + name.replace("~", "~0").replace("/", "~1");
            Provider.Parameter parameter = declared.get(name);
            String value = entry.getValue().asText();
            if (parameter == null) {
                reader.fault(field, "is not supported: this provider has no such parameter");
            } else if (!entry.getValue().isValueNode() || entry.getValue().isNull() || !parameter.accepts(value)) {
                reader.fault(field, parameter.rule());
            } else {
                parameters.put(name, value);
            }
        }
        return Optional.of(parameters);
    }
}
