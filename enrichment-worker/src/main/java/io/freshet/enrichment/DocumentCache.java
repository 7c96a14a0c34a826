package io.freshet.enrichment;

import java.time.Instant;
import java.util.Optional;

/** Documents and «not found» of providers, each for as long as its provider says. Filled by {@link CallJournal#keep}. */
public interface DocumentCache {

    /**
     * A fresh answer: found or not found.
     *
     * @param since none that is older
     */
    Optional<Answer> find(CallKey key, Instant since);
}
