package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.time.Instant;

/** Asks a provider. Blocks; never throws for what the other side does. */
@FunctionalInterface
public interface Provider {

    /**
     * Asks about a subject.
     *
     * @param deadline when the answer is of no use any more
     */
    Answer ask(ProviderDefinition provider, Subject subject, Instant deadline) throws InterruptedException;
}
