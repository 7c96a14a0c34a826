package io.freshet.embedded;

/** A program ended while it was waited for; the message has the end of its log. */
public final class EndedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    EndedException(String message) {
        super(message);
    }
}
