package io.freshet.gateway.transaction;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in a transaction that belongs to the calling thread; repositories called by the work take part in it.
 *
 * <p>Work inside work joins the transaction that runs. An exception that leaves the outermost work rolls everything back
 * and is thrown on; a database that cannot be reached is a {@link io.freshet.gateway.failure.PartAwayException}.
 */
public interface Transactions {

    /** Runs work that changes nothing. */
    <T extends @Nullable Object> T read(Supplier<T> work);

    /** Runs work and commits what it changed. */
    <T extends @Nullable Object> T write(Supplier<T> work);

    /**
     * Registers an action that runs on this thread once the transaction is committed, and is forgotten when it is rolled
     * back. The action must be short, must not use the database, and cannot undo the commit: what it throws is only logged.
     *
     * @throws IllegalStateException outside a transaction
     */
    void afterCommit(Runnable action);
}
