package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A single call that leaves the machine. Blocks; never throws for what the other side does. */
@FunctionalInterface
public interface Exchange {

    /**
     * Sends a call and waits for its answer.
     *
     * @param inquiry what the call is a part of
     */
    Answer send(ProviderDefinition provider, Call call, Inquiry inquiry) throws InterruptedException;

    /**
     * What is sent. Without the credential, which only the innermost exchange adds.
     *
     * @param request the name of the provider's request that it is made of
     * @param method such as {@code GET}
     * @param target path and query below the provider's base address, percent-encoded
     * @param body JSON; null when nothing is posted
     */
    record Call(
            String request,
            String method,
            String target,
            Map<String, String> headers,
            @Nullable String body) {

        public Call {
            headers = Map.copyOf(headers);
        }

        /** The same call with another path and query. */
        public Call to(String other) {
            return new Call(request, method, other, headers, body);
        }

        /** Leaves out what may identify a person. */
        @Override
        public String toString() {
            return "Call[request=" + request + "]";
        }
    }
}
