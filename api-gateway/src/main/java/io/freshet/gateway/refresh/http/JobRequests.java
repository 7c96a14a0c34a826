package io.freshet.gateway.refresh.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.idempotency.http.IdempotentRequests;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshSubmission;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests that start a job, of whatever operation: served once per idempotency key, answered when the caller prefers. */
@Singleton
public final class JobRequests {

    private final IdempotentRequests requests;
    private final RefreshSubmission submission;
    private final RefreshAnswers answers;
    private final PreferredWait wait;

    JobRequests(IdempotentRequests requests, RefreshSubmission submission, RefreshAnswers answers, PreferredWait wait) {
        this.requests = requests;
        this.submission = submission;
        this.answers = answers;
        this.wait = wait;
    }

    /** Submits a planned job: {@code 202}, or the full result when it ends while the caller waits. */
    public HttpResponse<?> submit(HttpRequest<?> request, @Nullable JsonNode body, RefreshPlan plan)
            throws InterruptedException {
        return submit(request, tenantOf(plan), body, () -> accept(plan));
    }

    /** As above, with other work around the acceptance; it runs in the transaction that keeps the answer. */
    public HttpResponse<?> submit(HttpRequest<?> request, UUID tenantId, @Nullable JsonNode body, Supplier<Answer> work)
            throws InterruptedException {
        return wait.answer(request, tenantId, requests.answer(request, tenantId, body, work));
    }

    /** As above, for an operation whose callers wait unless they say otherwise. */
    public HttpResponse<?> submitAndWait(
            HttpRequest<?> request, @Nullable JsonNode body, RefreshPlan plan, int secondsByDefault)
            throws InterruptedException {
        UUID tenantId = tenantOf(plan);
        return wait.answer(
                request, tenantId, requests.answer(request, tenantId, body, () -> accept(plan)), secondsByDefault);
    }

    /**
     * Submits within the running transaction.
     *
     * @throws io.freshet.gateway.http.ApiException when another job stands in the way
     */
    public Answer accept(RefreshPlan plan) {
        return answers.answer(plan.command().entity().entityId(), submission.submit(plan));
    }

    private static UUID tenantOf(RefreshPlan plan) {
        return plan.command().entity().tenantId();
    }
}
