package io.freshet.ownership.messaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** When to look at a job again. Kept in memory by each task, built from its store when the task starts. */
final class Alarms {

    private record Alarm(Instant at, String jobId) {}

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::at));

    void set(String jobId, Instant at) {
        alarms.add(new Alarm(at, jobId));
    }

    /** Takes the jobs whose time has come, earliest first, at most {@code limit}. */
    List<String> due(Instant now, int limit) {
        List<String> due = new ArrayList<>();
        for (Alarm next = alarms.peek();
                next != null && !next.at().isAfter(now) && due.size() < limit;
                next = alarms.peek()) {
            due.add(next.jobId());
            alarms.remove();
        }
        return due;
    }
}
