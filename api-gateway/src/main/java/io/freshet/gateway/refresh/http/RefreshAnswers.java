package io.freshet.gateway.refresh.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.idempotency.Answer;
import io.freshet.gateway.refresh.JobStatus;
import io.freshet.gateway.refresh.Planning;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshSubmission;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The outcomes of planning and submission as HTTP says them. */
@Singleton
public final class RefreshAnswers {

    private final ObjectMapper json;

    RefreshAnswers(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The plan.
     *
     * @throws ApiException when there is none
     */
    public static RefreshPlan planned(Planning planning) {
        return switch (planning) {
            case Planning.Planned planned -> planned.plan();
            case Planning.CatalogueMissing missing ->
                throw new ApiException(
                        ErrorCode.UNAVAILABLE,
                        "The provider catalogue is not there yet.",
                        List.of(),
                        Map.of("Retry-After", "5"));
            case Planning.UnknownNames unknown ->
                throw ApiException.invalid(unknown.names().stream()
                        .map(name ->
                                new ApiException.Detail(name.pointer(), "names no provider or group: " + name.name()))
                        .toList());
            case Planning.NothingNamed nothing ->
                throw ApiException.invalid(
                        List.of(new ApiException.Detail(nothing.pointer(), "is required and not empty")));
            case Planning.BadParameter bad ->
                throw ApiException.invalid(List.of(new ApiException.Detail(bad.pointer(), bad.rule())));
            case Planning.NoCountryStrategy none ->
                throw new ApiException(
                        ErrorCode.NO_COUNTRY_STRATEGY, "No provider serves basic data for this type and country.");
            case Planning.NoProviders none ->
                throw new ApiException(ErrorCode.NO_PROVIDERS, "No provider is left to call for this entity.");
        };
    }

    /**
     * The answer to a submission.
     *
     * @throws ApiException when another refresh stands in the way, or the entity is deleted
     */
    Answer answer(UUID entityId, RefreshSubmission.Outcome outcome) {
        return switch (outcome) {
            case RefreshSubmission.Accepted accepted -> accepted(entityId, accepted);
            case RefreshSubmission.Conflict conflict ->
                throw new ApiException(
                        ErrorCode.REFRESH_IN_PROGRESS,
                        "Another job that writes this entity runs.",
                        List.of(),
                        Map.of("Location", location(conflict.jobId())));
            case RefreshSubmission.EntityGone gone -> throw new ApiException(ErrorCode.NOT_FOUND, "No such entity.");
        };
    }

    private Answer accepted(UUID entityId, RefreshSubmission.Accepted accepted) {
        ObjectNode body = json.createObjectNode().put("success", true);
        ObjectNode data = body.putObject("data")
                .put("refreshId", accepted.jobId().toString())
                .put("entityId", entityId.toString())
                .put("operation", accepted.operation().word())
                .put("status", JobStatus.word(accepted.status()))
                .put("deadline", accepted.deadline().toString())
                .put("coalesced", accepted.coalesced());
        data.set("slip", json.valueToTree(accepted.slip()));
        data.set("providers", json.valueToTree(accepted.providers()));
        return new Answer(202, Map.of("Location", location(accepted.jobId()), "Retry-After", "1"), body);
    }

    private static String location(UUID jobId) {
        return "/refreshes/" + jobId;
    }
}
