package io.freshet.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What goes wrong.
 *
 * @param provider vendor it is for; empty for all
 * @param subject text that the path must contain; empty for all
 * @param latencyMs before the answer
 * @param status instead of 200; 0 for none
 * @param retryAfter header with that status; empty for none
 * @param truncate whether the body stops half-way
 * @param wrongType whether the body is HTML
 * @param left how often it still happens
 */
record Fault(
        String provider,
        String subject,
        int latencyMs,
        int status,
        String retryAfter,
        boolean truncate,
        boolean wrongType,
        AtomicInteger left) {

    static Fault of(JsonNode body) {
        return new Fault(
                body.path("provider").asText(""),
                body.path("subject").asText(""),
                Math.clamp(body.path("latencyMs").asInt(0), 0, 600_000),
                body.path("status").asInt(0),
                body.path("retryAfter").asText(""),
                body.path("truncate").asBoolean(),
                body.path("wrongType").asBoolean(),
                new AtomicInteger(body.path("times").asInt(Integer.MAX_VALUE)));
    }

    /** Whether it happens to this call; counts it. */
    boolean strikes(String vendor, String path) {
        return (provider.isEmpty() || provider.equals(vendor))
                && path.contains(subject)
                && left.getAndUpdate(times -> Math.max(0, times - 1)) > 0;
    }
}
