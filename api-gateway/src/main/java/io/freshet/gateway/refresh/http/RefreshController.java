package io.freshet.gateway.refresh.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.idempotency.http.IdempotentRequests;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshPlanner;
import io.freshet.gateway.refresh.RefreshQueries;
import io.freshet.gateway.refresh.RefreshRequest;
import io.freshet.gateway.refresh.RefreshSubmission;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Submits refreshes and shows what became of them. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class RefreshController {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,3})(?:$|[,;\\s])");
    private static final int LONGEST_WAIT = 60;

    private final EntityRepository entities;
    private final RefreshPlanner planner;
    private final RefreshSubmission submission;
    private final RefreshQueries queries;
    private final IdempotentRequests requests;
    private final RefreshAnswers answers;

    RefreshController(
            EntityRepository entities,
            RefreshPlanner planner,
            RefreshSubmission submission,
            RefreshQueries queries,
            IdempotentRequests requests,
            RefreshAnswers answers) {
        this.entities = entities;
        this.planner = planner;
        this.submission = submission;
        this.queries = queries;
        this.requests = requests;
        this.answers = answers;
    }

    @Post("/entities/{id}/refresh")
    HttpResponse<?> submit(HttpRequest<?> request, @PathVariable String id, @Body @Nullable JsonNode body)
            throws InterruptedException {
        Caller caller = Callers.of(request, "enrichments:execute");
        RefreshRequest refresh = RefreshRequestReader.read(body);
        Entity entity = entities.find(caller.tenantId(), PathIds.read(id, "entity"))
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such entity."));
        RefreshPlan plan = RefreshAnswers.planned(planner.plan(refresh, entity));
        if (refresh.dryRun()) {
            return HttpResponse.ok(RefreshAnswers.describe(plan));
        }
        HttpResponse<?> accepted = requests.answer(
                request, caller.tenantId(), body, () -> answers.answer(entity.entityId(), submission.submit(plan)));
        return awaited(request, caller.tenantId(), accepted).orElse(accepted);
    }

    @Get("/refreshes/{id}")
    HttpResponse<?> show(HttpRequest<?> request, @PathVariable String id) {
        Caller caller = Callers.of(request, "entities:read");
        return queries.find(caller.tenantId(), PathIds.read(id, "refresh"))
                .<HttpResponse<?>>map(HttpResponse::ok)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such refresh."));
    }

    /** The full result, when the caller prefers to wait (RFC 7240) and the job ends in time. */
    private Optional<HttpResponse<?>> awaited(HttpRequest<?> request, UUID tenantId, HttpResponse<?> accepted)
            throws InterruptedException {
        Optional<Integer> seconds = waitSeconds(request.getHeaders().get("Prefer"));
        String location = accepted.header("Location");
        if (seconds.isEmpty() || location == null) {
            return Optional.empty();
        }
        UUID jobId = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        if (!queries.awaitEnd(tenantId, jobId, Duration.ofSeconds(seconds.get()))) {
            return Optional.empty();
        }
        return queries.find(tenantId, jobId)
                .map(result -> HttpResponse.ok(result)
                        .header("Preference-Applied", "wait=" + seconds.get())
                        .header("Location", location));
    }

    /** The seconds to wait; a preference that is not understood is to be ignored. */
    static Optional<Integer> waitSeconds(@Nullable String prefer) {
        Matcher matcher = WAIT.matcher(prefer == null ? "" : prefer);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(matcher.group(1));
        return seconds >= 1 && seconds <= LONGEST_WAIT ? Optional.of(seconds) : Optional.empty();
    }
}
