package io.freshet.gateway.catalogue.messaging;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.schemas.ProviderDescriptor;
import io.freshet.schemas.ProviderParameter;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parameters of a descriptor. One whose pattern cannot be read may not be set. */
final class DescribedParameters {

    private static final Logger LOGGER = LoggerFactory.getLogger(DescribedParameters.class);

    private DescribedParameters() {}

    static Map<String, Provider.Parameter> of(ProviderDescriptor descriptor) {
        Map<String, Provider.Parameter> parameters = new HashMap<>();
        for (ProviderParameter parameter : descriptor.getParameters()) {
            try {
                Pattern pattern = Pattern.compile(parameter.getPattern());
                parameters.put(parameter.getName(), new Provider.Parameter(parameter.getDescription(), pattern));
            } catch (PatternSyntaxException e) {
                LOGGER.atWarn()
                        .addKeyValue("provider", descriptor.getCode())
                        .addKeyValue("parameter", parameter.getName())
                        .log("Parameter without a pattern skipped");
            }
        }
        return parameters;
    }
}
