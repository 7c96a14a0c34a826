package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;

/** Asks a provider. Blocks; never throws for what the other side does. */
@FunctionalInterface
public interface Provider {

    /**
     * Asks about a subject.
     */
    Answer ask(ProviderDefinition provider, Subject subject, Inquiry inquiry) throws InterruptedException;
}
