package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.util.Optional;

/** Documents and «not found» of providers, each for as long as its provider says. */
public interface DocumentCache {

    /** A fresh answer: found or not found. */
    Optional<Answer> find(ProviderDefinition provider, Subject subject);

    /** Keeps an answer that is found or not found. */
    void keep(ProviderDefinition provider, Subject subject, Answer answer);
}
