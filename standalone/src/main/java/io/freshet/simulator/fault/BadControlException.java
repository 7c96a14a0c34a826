package io.freshet.simulator.fault;

/** A control was given something that it does not take. */
public final class BadControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Names what is wrong.
     *
     * @param field path of the field, such as {@code latency.minMs}
     * @param message what is allowed
     */
    public BadControlException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
