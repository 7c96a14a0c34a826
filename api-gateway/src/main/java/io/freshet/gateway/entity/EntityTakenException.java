package io.freshet.gateway.entity;

/** A tax id or external id was given to two entities at the same time; this one came second, and nothing was changed. */
public final class EntityTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EntityTakenException() {
        super("the tax id or external id was taken at the same time");
    }
}
