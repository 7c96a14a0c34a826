package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.matrix.MatrixRef;
import io.freshet.gateway.matrix.MatrixRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** What the rules stage of a job is to evaluate. */
@Singleton
public final class RulesPlanner {

    private final MatrixRepository matrices;
    private final ObjectMapper json;

    RulesPlanner(MatrixRepository matrices, ObjectMapper json) {
        this.matrices = matrices;
        this.json = json;
    }

    /** The matrices that listen to the trigger, perhaps none: of the entity's own in its order, where it has any. */
    public RefreshCommand.Rules listening(Entity entity, String trigger, Instant at) {
        List<MatrixRef> listening = matrices.listeningTo(entity.tenantId(), trigger);
        return of(entity, entity.riskMatrixIds().isEmpty() ? listening : own(entity, listening), trigger, at);
    }

    private static List<MatrixRef> own(Entity entity, List<MatrixRef> listening) {
        return entity.riskMatrixIds().stream()
                .flatMap(id ->
                        listening.stream().filter(matrix -> matrix.matrixId().equals(id.toString())))
                .toList();
    }

    /** These matrices, in this order. */
    public RefreshCommand.Rules of(Entity entity, List<MatrixRef> chosen, String trigger, Instant at) {
        return new RefreshCommand.Rules(chosen, trigger, at, document(entity));
    }

    /** The entity as the rules see it. */
    public ObjectNode document(Entity entity) {
        ObjectNode document = json.createObjectNode()
                .put("name", entity.name())
                .put("taxId", entity.taxId())
                .put("countryCode", entity.country())
                .put("type", entity.type().word())
                .put("status", entity.status())
                .put("isClient", entity.client());
        document.set("attributes", entity.attributes());
        document.set("entityData", entity.entityData());
        return document;
    }
}
