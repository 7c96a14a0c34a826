package io.freshet.gateway.operation;

import io.freshet.core.refresh.RefreshOptions;
import io.freshet.gateway.refresh.RefreshRequest;

/** The refreshes that operations amount to; a job keeps one as its request. */
final class Refreshes {

    private Refreshes() {}

    /** One that leaves name and data of the root as they are. */
    static RefreshRequest keeping(RefreshOptions options, boolean skipRules) {
        return of(options, skipRules, new RefreshRequest.Preserve(true, null));
    }

    static RefreshRequest of(RefreshOptions options, boolean skipRules, RefreshRequest.Preserve preserve) {
        return new RefreshRequest(
                options,
                skipRules,
                preserve,
                false,
                RefreshRequest.OnConflict.REJECT,
                RefreshRequest.Priority.INTERACTIVE,
                false);
    }
}
