package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.RoutingSlip;
import io.freshet.gateway.catalogue.Provider;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.matrix.MatrixRef;
import io.freshet.gateway.outbox.OutboxMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first command of a job: asks the providers about the root, and carries slip and plan of the later stages.
 *
 * @param entity the root as known at submission
 * @param deadline whole milliseconds
 * @param bulk whether the job yields to interactive ones
 * @param forceRefresh whether the enrichment cache is not read
 * @param ownership present when the slip has that stage
 * @param rules present when the slip has that stage
 * @param providers whom to call and whom not
 */
public record RefreshCommand(
        UUID jobId,
        Entity entity,
        RoutingSlip slip,
        Instant deadline,
        boolean bulk,
        boolean forceRefresh,
        @Nullable Ownership ownership,
        @Nullable Rules rules,
        ProviderSelection.Providers providers)
        implements OutboxMessage {

    /**
     * What the ownership stage may do.
     *
     * @param depth levels below the root, 0 to 5
     * @param maxNodes nodes of the tree, the root included
     * @param maxChildren shareholders followed per company
     * @param providers for shareholders, in the order in which they are asked
     */
    public record Ownership(int depth, int maxNodes, int maxChildren, List<Provider> providers) {
        public Ownership {
            providers = List.copyOf(providers);
        }
    }

    /**
     * What the rules stage is to evaluate.
     *
     * @param at the clock of the evaluation
     * @param document the entity as the rules see it
     */
    public record Rules(List<MatrixRef> matrices, String trigger, Instant at, JsonNode document) {
        public Rules {
            matrices = List.copyOf(matrices);
        }
    }
}
