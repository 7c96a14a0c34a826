package io.freshet.gateway.operation.http;

import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.operation.AutomaticRequest;
import io.freshet.gateway.refresh.http.IntegrationsReader;

/** Reads what is to be done to an entity that is created automatically. */
final class AutomaticRequestReader {

    private static final int DEEPEST = 5;

    private AutomaticRequestReader() {}

    /** Reads; who reads the entity next finishes the reader. */
    static AutomaticRequest read(BodyReader reader) {
        // An entity alone may do without; here there would be nobody to ask about.
        boolean otherwiseNamed = reader.has("name") || reader.has("externalId");
        if (!reader.has("taxId") && otherwiseNamed) {
            reader.fault("taxId", "is required");
        }
        if (!reader.has("country") && !reader.has("taxId")) {
            reader.fault("country", "is required");
        }
        return new AutomaticRequest(
                reader.integer("depth", 0, 0, DEEPEST),
                IntegrationsReader.root(reader),
                IntegrationsReader.shareholders(reader),
                reader.flag("skipRulesExecution", false));
    }
}
