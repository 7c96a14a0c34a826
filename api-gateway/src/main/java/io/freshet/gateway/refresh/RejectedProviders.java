package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.refresh.Selection;
import java.util.List;

/** Providers that a request named and nobody may call, as the failed outcomes that callers see. */
public final class RejectedProviders {

    public static final String CODE = "INTEGRATION_NOT_ENABLED";
    public static final String CATEGORY = "configuration";

    private RejectedProviders() {}

    /** Safe to show. */
    public static String message(Selection.Reason reason) {
        return switch (reason) {
            case NOT_ENABLED -> "The provider is not enabled for this organization.";
            case DOES_NOT_FIT -> "The provider does not answer for this type and country.";
        };
    }

    /** In the form of {@code providers[]} of a result, without an execution, since there is none. */
    public static ArrayNode describe(List<Selection.Rejected> rejected) {
        ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
        for (Selection.Rejected provider : rejected) {
            ObjectNode outcome =
                    outcomes.addObject().put("code", provider.code()).put("success", false);
            outcome.putObject("error")
                    .put("code", CODE)
                    .put("message", message(provider.reason()))
                    .put("category", CATEGORY)
                    .put("retryable", false);
        }
        return outcomes;
    }
}
