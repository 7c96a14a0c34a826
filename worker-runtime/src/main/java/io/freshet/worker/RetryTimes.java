package io.freshet.worker;

import io.freshet.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When a record is to be handled: on a retry tier when its header says so, but never later than the tier's delay from now,
 * whatever the header says; elsewhere at once.
 */
final class RetryTimes {

    private final Map<String, Duration> delays;

    RetryTimes(Topics.StageTopics stage) {
        delays = stage.retryTiers().stream()
                .collect(Collectors.toMap(tier -> tier.topic().name(), Topics.RetryTier::delay));
    }

    Instant due(RawRecord raw, Instant now) {
        Duration delay = delays.get(raw.topic());
        if (delay == null) {
            return now;
        }
        Instant latest = now.plus(delay);
        Instant asked = raw.due();
        return asked.isAfter(latest) ? latest : asked;
    }
}
