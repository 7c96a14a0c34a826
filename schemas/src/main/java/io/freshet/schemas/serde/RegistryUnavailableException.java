package io.freshet.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry did not answer, or answered that it cannot now; the record may be fine and trying again can help. */
public final class RegistryUnavailableException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message) {
        super(message);
    }

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
