package io.freshet.simulator.vendor;

import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Request;

/** One service in its own wire format. For many threads. */
public interface Vendor {

    /** What it is called in base addresses and in the controls. */
    String name();

    /**
     * Answers as the service does.
     *
     * @param path of the request below the service's base address
     */
    Answer answer(Request request, String path);

    /** Whom a request asks about: a number, a LEI, a VAT number, a name; empty when that cannot be told. */
    String subject(Request request, String path);

    /** How the service words an error. */
    Answer error(int status);

    /** Whether a request shows the credentials that the service wants. */
    default boolean isAuthorized(Request request) {
        return true;
    }
}
