package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.freshet.gateway.entity.history.Actor;
import io.freshet.gateway.entity.history.Change;
import io.freshet.gateway.entity.history.EntityDiff;
import io.freshet.gateway.entity.history.HistoryEntry;
import io.freshet.gateway.entity.history.HistoryRepository;
import io.freshet.gateway.snapshot.Publication;
import io.freshet.gateway.snapshot.SnapshotPublisher;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Changes the entity of a job that ends, as the caller allowed, and writes its history. */
@Singleton
final class RootWriter {

    private final PartyRepository parties;
    private final HistoryRepository history;
    private final SnapshotPublisher snapshots;

    RootWriter(PartyRepository parties, HistoryRepository history, SnapshotPublisher snapshots) {
        this.parties = parties;
        this.history = history;
        this.snapshots = snapshots;
    }

    /** What was decided, and the name that the entity had. */
    record Written(RootUpdate update, @Nullable String nameBefore) {}

    /** Applies what the providers said to the row as it is now; {@code enriched} is null when nobody was asked. */
    Written write(JobRow job, @Nullable ObjectNode enriched, Instant at) {
        RootUpdate.Current current = parties.lockEntity(job.tenantId(), job.entityId());
        RootUpdate update =
                RootUpdate.ofJob(job, current, present(enriched, "profile"), present(enriched, "entityData"));
        OptionalLong version = parties.updateEntity(job.tenantId(), job.entityId(), update, at);
        if (version.isPresent()) {
            List<Change> changes = new ArrayList<>(EntityDiff.between(
                    "/name", text(current.name()), text(update.name().name())));
            changes.addAll(EntityDiff.between(
                    "/entityData", current.entityData(), update.profile().entityData()));
            history.append(
                    job.tenantId(),
                    job.entityId(),
                    new HistoryEntry(
                            version.getAsLong(),
                            at,
                            Actor.refresh(job.jobId()),
                            HistoryEntry.Kind.REFRESHED,
                            null,
                            changes));
        }
        return new Written(update, current.name());
    }

    /** Publishes the next snapshot, when the caller asked for it and something is known. */
    @Nullable
    Publication publish(JobRow job, Instant at) {
        if (!job.request().publishSnapshot()) {
            return null;
        }
        SnapshotPublisher.Origin origin = new SnapshotPublisher.Origin(job.tenantId(), job.entityId(), job.jobId());
        return parties.profile(job.tenantId(), job.entityId())
                .map(profile -> snapshots.publish(origin, CanonicalAttributes.of(job.entityType(), profile), at))
                .orElse(null);
    }

    private static @Nullable TextNode text(@Nullable String text) {
        return text == null ? null : TextNode.valueOf(text);
    }

    private static @Nullable JsonNode present(@Nullable ObjectNode enriched, String field) {
        if (enriched == null) {
            return null;
        }
        JsonNode value = enriched.path(field);
        return value.isMissingNode() || value.isNull() ? null : value;
    }
}
