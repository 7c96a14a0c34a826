package io.freshet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class FailureClassifierTest {

    private static final int MOST = 8;

    @Test
    void shouldSpreadTheTriesWhenTheDatabaseIsAway() {
        Throwable away = new IllegalStateException(new SQLTransientConnectionException("away"));
        assertThat(delay(away, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(delay(away, 3)).isEqualTo(Duration.ofSeconds(30));
        assertThat(delay(away, 6)).isEqualTo(Duration.ofMinutes(5));
        assertThat(FailureClassifier.classify(away, 7, MOST))
                .isEqualTo(new Outcome.DeadLetter(
                        "ATTEMPTS_EXHAUSTED", "IllegalStateException caused by SQLTransientConnectionException"));
    }

    @Test
    void shouldNotTakeTimeWhenTheDatabaseRefusesTheValue() {
        Throwable refused = new IllegalStateException(new SQLException("a name", "22021"));
        assertThat(delay(refused, 6)).isEqualTo(Duration.ofSeconds(1));
        assertThat(FailureClassifier.classify(refused, 7, MOST))
                .isEqualTo(new Outcome.DeadLetter("HANDLER_FAILED", "IllegalStateException caused by SQLException"));
    }

    @Test
    void shouldGiveUpAtOnceWhenTheRecordCannotBeRead() {
        assertThat(FailureClassifier.classify(new SerializationException("bytes"), 0, MOST))
                .isEqualTo(new Outcome.DeadLetter("UNREADABLE_RECORD", "SerializationException"));
    }

    private static Duration delay(Throwable failure, int attempt) {
        return ((Outcome.RetryLater) FailureClassifier.classify(failure, attempt, MOST)).delay();
    }
}
