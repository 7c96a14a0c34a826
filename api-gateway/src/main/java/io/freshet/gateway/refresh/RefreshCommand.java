package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.PartyType;
import io.freshet.core.RoutingSlip;
import io.freshet.core.refresh.Selection;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.matrix.MatrixRef;
import io.freshet.gateway.outbox.OutboxMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first command of a job, to the first stage of its slip: asks the providers about the root, or says what is known of
 * it; and carries slip and plan of the later stages.
 *
 * @param entity the root as known at submission
 * @param deadline whole milliseconds
 * @param bulk whether the job yields to interactive ones
 * @param ownership present when the slip has that stage
 * @param rules present when the slip has that stage
 * @param root whom to call about the root and whom not, or what is known of it
 */
public record RefreshCommand(
        UUID jobId,
        Entity entity,
        RoutingSlip slip,
        Instant deadline,
        boolean bulk,
        @Nullable Ownership ownership,
        @Nullable Rules rules,
        Root root)
        implements OutboxMessage {

    /**
     * Whom the root is asked of.
     *
     * @param toCall codes in order of precedence
     * @param rejected asked for and not callable
     * @param fresh whether the enrichment cache is not read; it holds for the nodes below the root too
     * @param parameters what the caller gives to providers whose requests name it
     * @param known present when nobody is asked, since the slip does not begin with that
     */
    public record Root(
            List<String> toCall,
            List<Selection.Rejected> rejected,
            boolean fresh,
            Map<String, String> parameters,
            @Nullable KnownRoot known) {
        public Root {
            parameters = Map.copyOf(parameters);
            toCall = List.copyOf(toCall);
            rejected = List.copyOf(rejected);
        }

        /** A root that is asked about. */
        public Root(List<String> toCall, List<Selection.Rejected> rejected, boolean fresh) {
            this(toCall, rejected, fresh, Map.of(), null);
        }

        /** The same with what the caller gives. */
        public Root with(Map<String, String> given) {
            return new Root(toCall, rejected, fresh, given, known);
        }

        /** A root that nobody is asked about. */
        public static Root known(KnownRoot known, boolean freshBelow) {
            return new Root(List.of(), List.of(), freshBelow, Map.of(), known);
        }
    }

    /**
     * What the ownership stage may do.
     *
     * @param depth levels below the root, 0 to 5
     * @param maxNodes nodes of the tree, the root included
     * @param maxChildren shareholders followed per company
     * @param fromCache whether the enrichment cache is read for shareholders even where it is not for the root
     * @param providers for shareholders, in the order in which they are asked; one that serves both types stands here twice
     * @param rejected named for shareholders and not callable for any
     */
    public record Ownership(
            int depth,
            int maxNodes,
            int maxChildren,
            boolean fromCache,
            List<ShareholderProvider> providers,
            List<Selection.Rejected> rejected) {
        public Ownership {
            providers = List.copyOf(providers);
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * A provider that shareholders of one type are asked of.
     *
     * @param countries ISO 3166-1 alpha-2; empty means every country
     */
    public record ShareholderProvider(String code, PartyType type, List<String> countries) {
        public ShareholderProvider {
            countries = List.copyOf(countries);
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
