package io.freshet.ownership.messaging;

/** A record that no repetition will make usable. The message holds no personal data. */
final class UnusableRecord extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableRecord(String message) {
        super(message);
    }
}
