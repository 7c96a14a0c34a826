package io.freshet.gateway.progress.http;

import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How many event streams this instance has open, in all and per tenant. */
@Singleton
final class StreamSlots {

    static final int MOST = 400;
    static final int MOST_PER_TENANT = 50;
    private static final Map<String, String> LATER = Map.of("Retry-After", "10");

    private final Map<UUID, Integer> open = new HashMap<>();
    private int all;

    StreamSlots(MeterRegistry metrics) {
        metrics.gauge("freshet.event.streams", this, StreamSlots::all);
    }

    /**
     * Takes a place.
     *
     * @throws ApiException when the tenant or the instance has none left
     */
    synchronized Slot take(UUID tenantId) {
        if (open.getOrDefault(tenantId, 0) >= MOST_PER_TENANT) {
            throw new ApiException(
                    ErrorCode.RATE_LIMITED, "This organization has as many streams as it may.", List.of(), LATER);
        }
        if (all >= MOST) {
            throw new ApiException(
                    ErrorCode.UNAVAILABLE, "This instance serves as many streams as it can.", List.of(), LATER);
        }
        all++;
        open.merge(tenantId, 1, Integer::sum);
        return new Slot(tenantId);
    }

    private synchronized int all() {
        return all;
    }

    private synchronized void release(UUID tenantId) {
        all--;
        open.computeIfPresent(tenantId, (id, count) -> count == 1 ? null : count - 1);
    }

    /** A place; closed once by who took it. */
    final class Slot implements AutoCloseable {

        private final UUID tenantId;

        private Slot(UUID tenantId) {
            this.tenantId = tenantId;
        }

        @Override
        public void close() {
            release(tenantId);
        }
    }
}
