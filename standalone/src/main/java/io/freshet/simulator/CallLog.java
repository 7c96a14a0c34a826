package io.freshet.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The calls that the simulator answered; the oldest are cut beyond {@value #BOUND}, and it says how many. */
final class CallLog {

    private static final int BOUND = 200_000;

    private final Deque<Call> calls = new ArrayDeque<>();
    private long cut;
    private int open;

    private record Call(Instant time, String provider, String path, int status) {}

    /** A call has come; {@link #close} follows whatever becomes of it. */
    synchronized void open() {
        open++;
    }

    synchronized void close() {
        open--;
    }

    synchronized void add(Instant time, String provider, String path, int status) {
        calls.addLast(new Call(time, provider, path, status));
        if (calls.size() > BOUND) {
            calls.removeFirst();
            cut++;
        }
    }

    /** {@code {cut, open, calls: [{time, provider, path, status}]}} from an instant on; {@code open} calls have no answer yet. */
    synchronized ObjectNode since(@Nullable String instant) {
        Instant from = instant == null ? Instant.MIN : Instant.parse(instant);
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("cut", cut).put("open", open);
        ArrayNode list = answer.putArray("calls");
        calls.stream()
                .filter(call -> !call.time().isBefore(from))
                .forEach(call -> list.addObject()
                        .put("time", call.time().toString())
                        .put("provider", call.provider())
                        .put("path", call.path())
                        .put("status", call.status()));
        return answer;
    }

    synchronized void clear() {
        calls.clear();
        cut = 0;
    }
}
