package io.freshet.worker;

import io.freshet.schemas.serde.RegistryUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where an exception becomes an outcome. Reasons name exception classes only: a message may quote the record,
 * and that may be personal data.
 */
final class FailureClassifier {

    /** Long enough for a restart of what is away, short enough for the shortest retry tier. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private FailureClassifier() {}

    /**
     * Classifies.
     *
     * @param attempt how often the record was tried before
     * @param maxAttempts after so many tries it is given up
     */
    static Outcome classify(Throwable failure, int attempt, int maxAttempts) {
        if (failure instanceof SerializationException && !(failure instanceof RegistryUnavailableException)) {
            return new Outcome.DeadLetter("UNREADABLE_RECORD", describe(failure));
        }
        if (attempt + 1 >= maxAttempts) {
            String code = isTransient(failure) ? "ATTEMPTS_EXHAUSTED" : "HANDLER_FAILED";
            return new Outcome.DeadLetter(code, describe(failure));
        }
        return new Outcome.RetryLater(SOON, describe(failure));
    }

    private static boolean isTransient(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException
                    || cause instanceof RetriableException
                    || cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    private static String describe(Throwable failure) {
        Throwable cause = failure.getCause();
        String name = failure.getClass().getSimpleName();
        return cause == null ? name : name + " caused by " + cause.getClass().getSimpleName();
    }
}
