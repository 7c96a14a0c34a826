package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.core.refresh.NameSync;
import io.freshet.core.refresh.ProfileSync;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.gateway.refresh.RefreshRequest;
import org.jspecify.annotations.Nullable;

/** What a finished refresh changes on the entity itself. */
public record RootUpdate(NameSync.Outcome name, ProfileSync.Outcome profile) {

    /** The row before the update. */
    public record Current(PartyType type, @Nullable String name, ObjectNode entityData) {}

    /**
     * Decides; a pure function of the request, the row as it is at the end of the job, and what the providers said.
     *
     * @param profile normalized profile; null when no provider succeeded
     * @param basicData the basic-data mapping; null when its provider did not succeed
     */
    static RootUpdate decide(
            RefreshRequest request, Current current, @Nullable JsonNode profile, @Nullable JsonNode basicData) {
        RefreshScope scope = request.options().scope();
        NameSync.@Nullable Found found = profile == null && basicData == null
                ? null
                : new NameSync.Found(text(profile, "fullName"), text(basicData, "name"));
        return new RootUpdate(
                NameSync.ofRoot(scope, request.preserve().name(), current.name(), found),
                ProfileSync.ofRoot(
                        scope,
                        request.preserve().entityData(),
                        current.type(),
                        current.entityData(),
                        basicData instanceof ObjectNode mapped ? mapped : null));
    }

    /**
     * As {@link #decide}, for a job of any operation. An entity that was created automatically has nothing yet: it takes the
     * normalized name, and the basic-data mapping where that was among the answers.
     */
    static RootUpdate ofJob(JobRow job, Current current, @Nullable JsonNode profile, @Nullable JsonNode basicData) {
        RootUpdate update = decide(job.request(), current, profile, basicData);
        return switch (job.operation()) {
            case REFRESH, ENRICH, ANALYZE, MATERIALIZE -> update;
            case AUTOMATIC ->
                new RootUpdate(
                        update.name(),
                        ProfileSync.ofRoot(
                                RefreshScope.BASIC_DATA,
                                true,
                                current.type(),
                                current.entityData(),
                                basicData instanceof ObjectNode mapped ? mapped : null));
        };
    }

    private static @Nullable String text(@Nullable JsonNode node, String field) {
        return node == null ? null : node.path(field).textValue();
    }
}
