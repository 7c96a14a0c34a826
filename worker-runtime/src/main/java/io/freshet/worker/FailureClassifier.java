package io.freshet.worker;

import io.freshet.schemas.serde.RegistryUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
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
    /** What has been away for several tries is away for long; tries must not run out meanwhile. */
    private static final Duration LATER = Duration.ofSeconds(30);

    private static final Duration MUCH_LATER = Duration.ofMinutes(5);

    /** Classes of SQLSTATE: connection, resources, operator intervention, system error, transaction rollback. */
    private static final Set<String> TRANSIENT_STATES = Set.of("08", "53", "57", "58", "40");

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
        boolean isTransient = isTransient(failure);
        if (attempt + 1 >= maxAttempts) {
            return new Outcome.DeadLetter(isTransient ? "ATTEMPTS_EXHAUSTED" : "HANDLER_FAILED", describe(failure));
        }
        return new Outcome.RetryLater(isTransient ? pause(attempt) : SOON, describe(failure));
    }

    private static Duration pause(int attempt) {
        if (attempt < 3) {
            return SOON;
        }
        return attempt < 6 ? LATER : MUCH_LATER;
    }

    private static boolean isTransient(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException
                    || cause instanceof RetriableException
                    || cause instanceof IOException
                    || cause instanceof TimeoutException
                    || (cause instanceof SQLException database && isTransient(database))) {
                return true;
            }
        }
        return false;
    }

    /** A value that PostgreSQL refuses is refused the next time too. */
    private static boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || state == null
                || state.length() < 2
                || TRANSIENT_STATES.contains(state.substring(0, 2));
    }

    private static String describe(Throwable failure) {
        Throwable cause = failure.getCause();
        String name = failure.getClass().getSimpleName();
        return cause == null ? name : name + " caused by " + cause.getClass().getSimpleName();
    }
}
