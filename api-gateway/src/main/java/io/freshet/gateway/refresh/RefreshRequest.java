package io.freshet.gateway.refresh;

import io.freshet.core.refresh.Integrations;
import io.freshet.core.refresh.RefreshOptions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a refresh, validated, with its defaults.
 *
 * @param options what decides whom it calls
 * @param preserve what it may not change on the entity
 * @param publishSnapshot whether a snapshot is written when the attributes changed
 */
public record RefreshRequest(
        RefreshOptions options,
        boolean skipRulesEngine,
        Preserve preserve,
        boolean publishSnapshot,
        OnConflict onConflict,
        Priority priority,
        boolean dryRun) {

    /** {@code preserveName} and {@code preserveEntityData}; null where the caller left the choice open. */
    public record Preserve(@Nullable Boolean name, @Nullable Boolean entityData) {}

    /** What is to happen when another refresh of the entity runs. */
    public enum OnConflict {
        REJECT,
        USE_EXISTING,
        RESTART
    }

    /** Bulk yields to interactive. */
    public enum Priority {
        INTERACTIVE,
        BULK
    }

    /** The groups that it names. */
    List<String> groups() {
        Integrations root = options.integrations();
        return Stream.concat(
                        root == null ? Stream.empty() : root.groups().stream(),
                        options.shareholders().groups().stream())
                .toList();
    }

    /** The same request with the depth and the freshness that its plan settled, so that equal work is an equal request. */
    RefreshRequest settled(int depth, boolean fresh) {
        RefreshOptions settled = new RefreshOptions(
                options.scope(), options.providerCodes(), options.integrations(), options.shareholders(), depth, fresh);
        return new RefreshRequest(settled, skipRulesEngine, preserve, publishSnapshot, onConflict, priority, dryRun);
    }

    /** The same request with the priority of batches. */
    public RefreshRequest asBulk() {
        return new RefreshRequest(
                options, skipRulesEngine, preserve, publishSnapshot, onConflict, Priority.BULK, dryRun);
    }
}
