package io.freshet.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.Tenant;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.persistence.DatabaseException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots on PostgreSQL. */
@ExtendWith(SharedGateway.class)
class SnapshotRepositoryIT {

    private final RunningGateway gateway;
    private final SnapshotRepository snapshots;
    private final SnapshotPublisher publisher;
    private final Tenant tenant;
    private final UUID entityId;

    SnapshotRepositoryIT(RunningGateway gateway) {
        this.gateway = gateway;
        this.snapshots = gateway.bean(SnapshotRepository.class);
        this.publisher = gateway.bean(SnapshotPublisher.class);
        this.tenant = Tenant.make(gateway);
        this.entityId = tenant.company().entityId();
    }

    @Test
    void shouldGiveBackWhatWasWritten() {
        Publication first = publish("Ação \u20ac");
        Publication second = publish("Other");

        Snapshot found = snapshots.find(tenant.tenantId(), entityId, 1).orElseThrow();
        assertThat(found.attributes().text()).isEqualTo("{\"legal_name\":\"Ação \u20ac\"}");
        assertThat(found.hash())
                .isEqualTo(first.hash())
                .isEqualTo(found.attributes().hash());
        assertThat(found.previousHash()).isNull();
        assertThat(snapshots.latest(tenant.tenantId(), entityId).orElseThrow())
                .satisfies(latest -> assertThat(latest.hash()).isEqualTo(second.hash()))
                .satisfies(latest -> assertThat(latest.previousHash()).isEqualTo(first.hash()));
    }

    @Test
    void shouldKnowNothingWhenTheTenantIsAnother() {
        publish("Acme");

        UUID other = Tenant.make(gateway).tenantId();

        assertThat(snapshots.latest(other, entityId)).isEmpty();
        assertThat(snapshots.find(other, entityId, 1)).isEmpty();
        assertThat(snapshots.list(other, entityId, new PageRequest(10, null)).items())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE subject_snapshot SET created_at = now() WHERE tenant_id = ?",
                "DELETE FROM subject_snapshot WHERE tenant_id = ?"
            })
    void shouldRefuseToChangeWhatIsWritten(String statement) {
        publish("Acme");

        assertThatThrownBy(() -> gateway.database().update(statement, tenant.tenantId()))
                .isInstanceOf(DatabaseException.class);

        assertThat(snapshots.latest(tenant.tenantId(), entityId)).isPresent();
    }

    @Test
    void shouldRefuseAHashThatIsNotThatOfTheAttributes() {
        CanonicalJson attributes = CanonicalJson.of(JsonNodeFactory.instance.objectNode());
        Snapshot forged = new Snapshot(
                UUID.randomUUID(),
                tenant.tenantId(),
                entityId,
                1,
                attributes,
                "00".repeat(32),
                null,
                UUID.randomUUID(),
                Instant.EPOCH);

        assertThatThrownBy(() -> snapshots.insert(forged)).isInstanceOf(DatabaseException.class);
    }

    private Publication publish(String name) {
        return publisher.publish(
                new SnapshotPublisher.Origin(tenant.tenantId(), entityId, UUID.randomUUID()),
                JsonNodeFactory.instance.objectNode().put("legal_name", name),
                Instant.parse("2026-03-01T12:00:00Z"));
    }
}
