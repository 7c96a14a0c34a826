package io.freshet.gateway.provider.messaging;

import io.freshet.gateway.provider.Circuit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last report of every worker about every provider. One that is older than two minutes is that of a worker that is gone. */
final class HealthReports {

    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final int MOST = 50_000;

    private final Map<String, Told> reports = new ConcurrentHashMap<>();
    private final Clock clock;

    HealthReports(Clock clock) {
        this.clock = clock;
    }

    private record Told(String code, Circuit.Report report) {}

    /** Takes a report; {@code key} is that of provider and worker. One too many is not taken. */
    void put(String key, String code, Circuit.Report report) {
        if (isFresh(report) && (reports.size() < MOST || reports.containsKey(key))) {
            reports.put(key, new Told(code, report));
        } else {
            reports.remove(key);
        }
    }

    void remove(String key) {
        reports.remove(key);
    }

    void prune() {
        reports.values().removeIf(told -> !isFresh(told.report()));
    }

    Circuit circuit(String code) {
        return Circuit.of(reports.values().stream()
                .filter(told -> told.code().equals(code) && isFresh(told.report()))
                .map(Told::report)
                .toList());
    }

    private boolean isFresh(Circuit.Report report) {
        Instant now = clock.instant();
        return report.reportedAt().isAfter(now.minus(FRESH));
    }
}
