package io.freshet.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls that the providers took, in the order in which they came; the oldest are cut beyond {@value #BOUND}, and it says how
 * many. A call is shown when its fate is settled: just before its answer is sent.
 */
public final class CallLog {

    private static final int BOUND = 200_000;

    private final Deque<Call> calls = new ArrayDeque<>();
    private long cut;
    private int open;

    /** A call; mutable in what became of it, under the lock of the log. */
    public static final class Call {
        private final Instant arrived;
        private final String provider;
        private final String subject;
        private final String method;
        private final String path;
        private final String query;
        private int status = UNSETTLED;
        private boolean refused;

        private static final int UNSETTLED = -1;

        Call(Instant arrived, String provider, String subject, String method, String path, String query) {
            this.arrived = arrived;
            this.provider = provider;
            this.subject = subject;
            this.method = method;
            this.path = path;
            this.query = query;
        }

        private boolean isSettled() {
            return status != UNSETTLED;
        }

        private ObjectNode shown() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("time", arrived.toString())
                    .put("micros", ChronoUnit.MICROS.between(Instant.EPOCH, arrived))
                    .put("provider", provider)
                    .put("subject", subject)
                    .put("method", method)
                    .put("path", path)
                    .put("query", query)
                    .put("status", status)
                    .put("refused", refused);
        }
    }

    /** What a call asks. */
    public record Asked(String provider, String subject, String method, String path, String query) {}

    /** A call has come; {@link #close} follows whatever becomes of it. */
    public synchronized Call open(Instant arrived, Asked asked) {
        Call call = new Call(arrived, asked.provider(), asked.subject(), asked.method(), asked.path(), asked.query());
        open++;
        calls.addLast(call);
        if (calls.size() > BOUND) {
            calls.removeFirst();
            cut++;
        }
        return call;
    }

    /**
     * What a call is answered.
     *
     * @param status 0 when the caller sees none
     * @param refused whether there were too many calls
     */
    public synchronized void settle(Call call, int status, boolean refused) {
        call.status = status;
        call.refused = refused;
    }

    public synchronized void close() {
        open--;
    }

    /**
     * The calls that came from an instant on.
     *
     * @return {@code {cut, open, calls: [{time, micros, provider, subject, method, path, query, status, refused}]}}; {@code open}
     *     calls have no answer yet, or not all of it
     */
    public synchronized ObjectNode since(Instant from, @Nullable String provider) {
        ObjectNode answer =
                JsonNodeFactory.instance.objectNode().put("cut", cut).put("open", open);
        ArrayNode list = answer.putArray("calls");
        calls.stream()
                .filter(Call::isSettled)
                .filter(call -> !call.arrived.isBefore(from))
                .filter(call -> provider == null || provider.equals(call.provider))
                .forEach(call -> list.add(call.shown()));
        return answer;
    }

    /** {@code {cut, open, total, refused, providers: {name: {total, refused, statuses: {"200": n}}}}}. */
    public synchronized ObjectNode summary() {
        ObjectNode providers = JsonNodeFactory.instance.objectNode();
        Map<String, Map<String, Integer>> statuses = new TreeMap<>();
        Map<String, Integer> refusals = new TreeMap<>();
        for (Call call : calls) {
            if (call.isSettled()) {
                statuses.computeIfAbsent(call.provider, name -> new TreeMap<>())
                        .merge(Integer.toString(call.status), 1, Integer::sum);
                refusals.merge(call.provider, call.refused ? 1 : 0, Integer::sum);
            }
        }
        statuses.forEach((provider, counts) -> {
            ObjectNode node = providers.putObject(provider).put("total", sum(counts));
            node.put("refused", refusals.getOrDefault(provider, 0));
            counts.forEach(node.putObject("statuses")::put);
        });
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("cut", cut)
                .put("open", open)
                .put("total", statuses.values().stream().mapToInt(CallLog::sum).sum())
                .put("refused", sum(refusals));
        answer.set("providers", providers);
        return answer;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    public synchronized void clear() {
        calls.clear();
        cut = 0;
    }
}
