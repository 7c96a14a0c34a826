package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.time.Instant;

/**
 * A provider whose asking takes code, such as one behind SOAP, or with a login of its own. It has a file in the catalogue like
 * all others, without {@code requests}; the file's mappings read the document that the code gives. Implementations are found
 * by {@link java.util.ServiceLoader}, have a public constructor without parameters, and are used by many threads at once.
 */
public interface EnrichmentProvider {

    /** The code of its file in the catalogue. */
    String code();

    /**
     * Asks about a subject. Called on a virtual thread that is interrupted when the provider's timeout is over; what it throws
     * counts as a failure of the provider. The limits, the circuit breaker, the retries, the cache and the journal of the worker
     * are around it as around an HTTP request.
     *
     * @param definition the provider's file
     * @param deadline when the answer is of no use any more
     */
    Answer ask(ProviderDefinition definition, Subject subject, Instant deadline) throws Exception;
}
