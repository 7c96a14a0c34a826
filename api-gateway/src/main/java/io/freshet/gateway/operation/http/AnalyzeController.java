package io.freshet.gateway.operation.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.PartyType;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.operation.AnalyzePlanner;
import io.freshet.gateway.operation.AnalyzeRequest;
import io.freshet.gateway.refresh.http.JobRequests;
import io.freshet.gateway.refresh.http.RefreshResult;
import io.freshet.gateway.refresh.http.StartsJob;
import io.freshet.gateway.tenant.Caller;
import io.freshet.gateway.tenant.http.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates the risk matrices of an entity; callers wait for it unless they say otherwise. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class AnalyzeController {

    private static final int SECONDS_BY_DEFAULT = 10;
    private static final int MOST_CODES = 100;
    private static final int LONGEST_CODE = 200;

    private final EntityRepository entities;
    private final AnalyzePlanner planner;
    private final JobRequests jobs;

    AnalyzeController(EntityRepository entities, AnalyzePlanner planner, JobRequests jobs) {
        this.entities = entities;
        this.planner = planner;
        this.jobs = jobs;
    }

    /**
     * Evaluates the risk matrices of an entity. Without the header Prefer it waits 10 seconds for the end.
     *
     * @param id the entity, a company or person
     */
    @Post("/entities/{id}/analyze")
    @Operation(operationId = "analyzeEntity", tags = "operations")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AnalyzeBody.class)))
    @StartsJob
    @ApiResponse(
            responseCode = "200",
            description = "The report, when the job ended in time.",
            headers = {
                @Header(
                        name = "Preference-Applied",
                        description = "The wait that was honoured.",
                        schema = @Schema(type = "string")),
                @Header(name = "Location", description = "Address of the job.", schema = @Schema(type = "string"))
            },
            content = @Content(schema = @Schema(implementation = RefreshResult.class)))
    HttpResponse<?> analyze(HttpRequest<?> request, @PathVariable String id, @Body @Nullable JsonNode body)
            throws InterruptedException {
        Caller caller = Callers.of(request, "enrichments:execute");
        AnalyzeRequest analyze = read(BodyReader.of(body));
        Entity entity = entities.find(caller.tenantId(), PathIds.read(id, "entity"))
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "No such entity."));
        if (entity.type() != analyze.entityType()) {
            throw ApiException.invalid(List.of(new ApiException.Detail(
                    "/entityType", "the entity is a " + entity.type().word())));
        }
        return jobs.submitAndWait(
                request, body, OperationAnswers.planned(planner.plan(analyze, entity)), SECONDS_BY_DEFAULT);
    }

    private static AnalyzeRequest read(BodyReader reader) {
        PartyType type = reader.word("entityType", PartyType.class).orElse(null);
        if (type == null && !reader.has("entityType")) {
            reader.fault("entityType", "is required");
        }
        boolean enrichIfNeeded = reader.flag("enrichIfNeeded", false);
        List<String> codes = reader.texts("providerCodes", MOST_CODES, LONGEST_CODE);
        BodyReader config = reader.inside("rulesEngineConfig");
        boolean partial = config != null && config.flag("partialCoverage", false);
        boolean omit = config != null && config.flag("omitCoverage", false);
        reader.finish();
        if (type == null) {
            throw new IllegalStateException("finish lets no missing type pass");
        }
        return new AnalyzeRequest(type, enrichIfNeeded, codes, partial, omit);
    }
}
