package io.freshet.gateway.failure;

/**
 * A part that Freshet needs, PostgreSQL or the schema registry, is away, overloaded or broke a tie between transactions.
 * Nothing is wrong with what was asked: the same may work a moment later.
 */
public final class PartAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PartAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
