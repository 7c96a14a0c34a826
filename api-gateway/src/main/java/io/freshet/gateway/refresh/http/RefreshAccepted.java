package io.freshet.gateway.refresh.http;

import io.freshet.gateway.entity.http.EntityShown;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a job that was taken, as {@link RefreshAnswers} writes it.
 *
 * @param success always true
 * @param data the job
 */
public record RefreshAccepted(boolean success, Job data) {

    /**
     * A job that was taken.
     *
     * @param refreshId the job; its address is in Location
     * @param entityId the entity that it is about
     * @param operation what it does
     * @param status its status at this moment
     * @param deadline when it ends at the latest
     * @param coalesced an equal job ran already, and this is it
     * @param slip its stages in their order
     * @param providers codes of the providers that it calls for the root
     * @param entity the entity, where the operation made it
     * @param retryOf the job that this one retries
     */
    @Schema(name = "AcceptedJob")
    public record Job(
            UUID refreshId,
            UUID entityId,

            @Schema(allowableValues = {"refresh", "enrich", "analyze", "materialize", "automatic"})
            String operation,

            @Schema(
                    allowableValues = {
                        "queued",
                        "running",
                        "completed",
                        "completed_with_errors",
                        "failed",
                        "cancelled",
                        "timed_out"
                    })
            String status,

            Instant deadline,
            boolean coalesced,
            List<String> slip,
            List<String> providers,
            EntityShown.@Nullable Data entity,
            @Nullable UUID retryOf) {}
}
