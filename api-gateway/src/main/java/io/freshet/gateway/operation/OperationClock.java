package io.freshet.gateway.operation;

import io.freshet.gateway.refresh.RefreshParameters;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When an operation is planned and when it must have ended; a caller waits for it, so it is as urgent as an interactive refresh. */
@Singleton
final class OperationClock {

    private final Clock clock;
    private final RefreshParameters parameters;

    OperationClock(Clock clock, RefreshParameters parameters) {
        this.clock = clock;
        this.parameters = parameters;
    }

    /** Whole milliseconds, as records of Kafka keep them. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Instant deadline(Instant now) {
        return now.plusSeconds(parameters.interactiveDeadlineSeconds());
    }
}
