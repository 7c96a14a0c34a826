package io.freshet.ownership.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ReplacingTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @Test
    void shouldReplaceAThreadUntilTenFailedWithinAMinute() {
        // Given
        OwnershipStreams.Replacing handler = new OwnershipStreams.Replacing(CLOCK);

        // When
        var responses = IntStream.range(0, 10)
                .mapToObj(failure -> handler.handle(new IllegalStateException("broken")))
                .toList();

        // Then
        assertThat(responses.subList(0, 9)).containsOnly(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(responses.getLast()).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }
}
