package io.freshet.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.paging.PageRequest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SnapshotPublisherTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeSnapshotRepository snapshots = new FakeSnapshotRepository();
    private final SnapshotPublisher publisher = new SnapshotPublisher(snapshots);
    private final UUID tenant = UUID.randomUUID();
    private final UUID entity = UUID.randomUUID();

    @Test
    void shouldBeginWithVersionOneAndNoPreviousHash() {
        Publication first = publish(entity, "Acme");
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.previousHash()).isNull();
        assertThat(first.published()).isTrue();
    }

    @Test
    void shouldLinkTheNextVersionToTheOneBeforeWhenTheAttributesChanged() {
        Publication first = publish(entity, "Acme");
        Publication second = publish(entity, "Acme Limited");
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.previousHash()).isEqualTo(first.hash()).isNotEqualTo(second.hash());
        assertThat(second.published()).isTrue();
    }

    @Test
    void shouldWriteNothingWhenTheAttributesAreTheSame() {
        Publication first = publish(entity, "Acme");
        Publication again = publish(entity, "Acme");
        assertThat(again).isEqualTo(new Publication(1, first.hash(), null, false));
        assertThat(snapshots.list(tenant, entity, new PageRequest(10, null)).items())
                .hasSize(1);
    }

    @Test
    void shouldCountTheVersionsOfEachEntityApart() {
        publish(entity, "Acme");
        assertThat(publish(UUID.randomUUID(), "Acme").version()).isEqualTo(1);
    }

    @Test
    void shouldGiveEachVersionALaterTimeWhenTheClockStandsStill() {
        publish(entity, "Acme");
        publish(entity, "Acme Limited");
        assertThat(snapshots.list(tenant, entity, new PageRequest(10, null)).items())
                .extracting(Snapshot::createdAt)
                .containsExactly(AT.plusNanos(1_000), AT);
    }

    private Publication publish(UUID entityId, String name) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode().put("legal_name", name);
        return publisher.publish(new SnapshotPublisher.Origin(tenant, entityId, UUID.randomUUID()), attributes, AT);
    }
}
