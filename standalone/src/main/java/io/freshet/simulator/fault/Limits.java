package io.freshet.simulator.fault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How many calls a provider takes in a time that slides: of every such time, not only of those that begin on the minute. */
public final class Limits {

    private static final int MOST_PERMITS = 100_000;
    private static final int LONGEST_MS = 3_600_000;

    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** The calls that were taken, by their time in microseconds. */
    private static final class Window {
        private final int permits;
        private final long micros;
        private final Deque<Long> taken = new ArrayDeque<>();

        Window(int permits, long micros) {
            this.permits = permits;
            this.micros = micros;
        }

        /** Microseconds until there is room again; empty when the call is taken. */
        synchronized OptionalLong take(long now) {
            forgetBefore(now);
            if (taken.size() < permits) {
                taken.addLast(now);
                return OptionalLong.empty();
            }
            return OptionalLong.of(taken.getFirst() + micros - now);
        }

        synchronized ObjectNode shown(long now) {
            forgetBefore(now);
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("permits", permits)
                    .put("perMs", micros / 1_000)
                    .put("windowKind", "sliding")
                    .put("taken", taken.size());
        }

        private void forgetBefore(long now) {
            while (!taken.isEmpty() && taken.getFirst() <= now - micros) {
                taken.removeFirst();
            }
        }
    }

    /**
     * Sets the limit of a provider in place of the one that it has.
     *
     * @throws BadControlException naming the field
     */
    public void set(String body, Collection<String> vendors) {
        Fields fields = Fields.of(body).only("provider", "permits", "perMs", "windowKind");
        String provider = fields.oneOf("provider", List.copyOf(vendors))
                .orElseThrow(() -> fields.wrong("provider", "the name of a provider"));
        fields.oneOf("windowKind", List.of("sliding"));
        int permits = fields.integer("permits", 0, MOST_PERMITS, -1);
        int milliseconds = fields.integer("perMs", 1, LONGEST_MS, -1);
        if (permits < 0 || milliseconds < 0) {
            throw fields.wrong(permits < 0 ? "permits" : "perMs", "a whole number");
        }
        windows.put(provider, new Window(permits, milliseconds * 1_000L));
    }

    public void clear() {
        windows.clear();
    }

    /**
     * Takes a call.
     *
     * @return seconds to wait, rounded up; empty when the call is taken
     */
    public OptionalLong refusal(String provider, long nowMicros) {
        @Nullable Window window = windows.get(provider);
        if (window == null) {
            return OptionalLong.empty();
        }
        OptionalLong wait = window.permits == 0 ? OptionalLong.of(window.micros) : window.take(nowMicros);
        return wait.isEmpty() ? wait : OptionalLong.of(Math.max(1, (wait.getAsLong() + 999_999) / 1_000_000));
    }

    public ObjectNode shown(long nowMicros) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(windows).forEach((provider, window) -> shown.set(provider, window.shown(nowMicros)));
        return shown;
    }
}
