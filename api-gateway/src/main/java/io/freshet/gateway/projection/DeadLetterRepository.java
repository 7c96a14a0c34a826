package io.freshet.gateway.projection;

/** Dead letters, where an operator can list them. */
public interface DeadLetterRepository {

    /** Keeps a record; its id follows from its place, so that seeing it again adds nothing. */
    void keep(DeadLetter letter);
}
