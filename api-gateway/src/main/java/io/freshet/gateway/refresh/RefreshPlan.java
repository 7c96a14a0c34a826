package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.RoutingSlip;
import io.freshet.core.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it will run.
 *
 * @param request the request with its defaults, its depth and freshness as the command has them; of another operation the
 *     refresh that it amounts to
 */
public record RefreshPlan(RefreshRequest request, RefreshCommand command, Work work) {

    /** Plans a refresh. */
    public RefreshPlan(RefreshRequest request, RefreshCommand command) {
        this(request, command, Work.REFRESH);
    }

    /**
     * What was asked for.
     *
     * @param body what of the validated body the request does not say; null when that says all
     */
    public record Work(Operation operation, @Nullable ObjectNode body) {

        static final Work REFRESH = new Work(Operation.REFRESH, null);
    }

    /** Whether it writes to its entity, so that no other such job may run beside it. Evaluating what is known does not. */
    public boolean exclusive() {
        RoutingSlip slip = command.slip();
        return !slip.stages().equals(List.of(Stage.RULES));
    }
}
