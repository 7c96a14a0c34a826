package io.freshet.gateway.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.refresh.Planning;
import io.freshet.gateway.refresh.RefreshPlan;
import io.freshet.gateway.refresh.RefreshPlanner;
import io.freshet.gateway.refresh.RefreshSubmission;
import io.freshet.gateway.refresh.StoredRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts the refresh of one item, planned and submitted like any other. */
@Singleton
final class ItemStart {

    private final EntityRepository entities;
    private final RefreshPlanner planner;
    private final RefreshSubmission submission;

    ItemStart(EntityRepository entities, RefreshPlanner planner, RefreshSubmission submission) {
        this.entities = entities;
        this.planner = planner;
        this.submission = submission;
    }

    /** The item after its turn; it still waits when the provider catalogue is not there. */
    BatchItem start(UUID tenantId, BatchQueue.Queued item) {
        Optional<Entity> entity = entities.find(tenantId, item.entityId());
        if (entity.isEmpty()) {
            return became(item, ItemStatus.NOT_FOUND, null, false, null);
        }
        return switch (planner.plan(StoredRequest.read(item.request()), entity.get())) {
            case Planning.Planned planned -> submit(item, planned.plan());
            case Planning.CatalogueMissing missing -> became(item, ItemStatus.QUEUED, null, false, null);
            case Planning.UnknownNames unknown ->
                failed(item, "validation_error", "Names no provider or group: " + names(unknown.names()) + ".");
            case Planning.NothingNamed nothing ->
                failed(item, "validation_error", nothing.pointer() + " is required and not empty.");
            case Planning.BadParameter bad -> failed(item, "validation_error", bad.pointer() + " " + bad.rule() + ".");
            case Planning.NoCountryStrategy none ->
                failed(item, "no_country_strategy", "No provider serves basic data for this type and country.");
            case Planning.NoProviders none ->
                failed(item, "no_providers", "No provider is left to call for this entity.");
        };
    }

    /** An item that cannot be started for a reason that lies in Freshet. */
    static BatchItem broken(BatchQueue.Queued item) {
        return failed(item, "internal", "Freshet could not start this refresh.");
    }

    private BatchItem submit(BatchQueue.Queued item, RefreshPlan plan) {
        return switch (submission.submit(plan)) {
            case RefreshSubmission.Accepted accepted ->
                became(item, ItemStatus.RUNNING, accepted.jobId(), accepted.coalesced(), null);
            case RefreshSubmission.Conflict conflict ->
                became(
                        item,
                        ItemStatus.CONFLICT,
                        conflict.jobId(),
                        false,
                        error("refresh_in_progress", "Another refresh of this entity ran."));
            case RefreshSubmission.EntityGone gone -> became(item, ItemStatus.NOT_FOUND, null, false, null);
        };
    }

    private static String names(List<Selection.Name> names) {
        return names.stream().map(Selection.Name::name).collect(Collectors.joining(", "));
    }

    private static BatchItem failed(BatchQueue.Queued item, String code, String message) {
        return became(item, ItemStatus.FAILED, null, false, error(code, message));
    }

    private static BatchItem became(
            BatchQueue.Queued item, ItemStatus status, @Nullable UUID jobId, boolean joined, @Nullable JsonNode error) {
        return new BatchItem(item.position(), item.entityId(), status, jobId, joined, error);
    }

    private static JsonNode error(String code, String message) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    }
}
