package io.freshet.gateway.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Writes the next version of an entity's snapshots when its attributes differ from the latest one's. */
@Singleton
public final class SnapshotPublisher {

    private static final long MICROSECOND = 1_000;

    private final SnapshotRepository snapshots;

    SnapshotPublisher(SnapshotRepository snapshots) {
        this.snapshots = snapshots;
    }

    /** For whom and by what a snapshot is published. */
    public record Origin(UUID tenantId, UUID entityId, UUID jobId) {}

    /**
     * Publishes in the transaction of the caller, who has locked the entity's row: that is what keeps versions without gaps.
     *
     * @param attributes an object of the canonical attributes that are known
     */
    public Publication publish(Origin origin, ObjectNode attributes, Instant at) {
        CanonicalJson canonical = CanonicalJson.of(attributes);
        String hash = canonical.hash();
        Optional<Snapshot> latest = snapshots.latest(origin.tenantId(), origin.entityId());
        if (latest.isPresent() && latest.get().hash().equals(hash)) {
            return publication(latest.get(), false);
        }
        Snapshot next = new Snapshot(
                UUID.randomUUID(),
                origin.tenantId(),
                origin.entityId(),
                latest.map(Snapshot::version).orElse(0) + 1,
                canonical,
                hash,
                latest.map(Snapshot::hash).orElse(null),
                origin.jobId(),
                latest.map(before -> after(before, at)).orElse(at).truncatedTo(ChronoUnit.MICROS));
        snapshots.insert(next);
        return publication(next, true);
    }

    /** Versions grow with time, whatever the clocks of two instances say. */
    private static Instant after(Snapshot before, Instant at) {
        return at.isAfter(before.createdAt().plusNanos(MICROSECOND))
                ? at
                : before.createdAt().plusNanos(MICROSECOND);
    }

    private static Publication publication(Snapshot snapshot, boolean published) {
        return new Publication(snapshot.version(), snapshot.hash(), snapshot.previousHash(), published);
    }
}
