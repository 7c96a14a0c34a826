package io.freshet.gateway.projection.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.projection.Relationship;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A holding as the REST API shows it. A share is {@code {kind: exact, value}}, {@code {kind: range, min, max}} or {@code {kind: unknown}}. */
final class RelationshipDocument {

    private RelationshipDocument() {}

    static Map<String, @Nullable Object> of(Relationship relationship) {
        JsonNode detail = relationship.detail();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", relationship.relationshipId());
        shown.put("direction", relationship.counterpartOwns() ? "owner" : "owned");
        shown.put("entity", counterpart(relationship.counterpart()));
        shown.put("percentage", share(detail.path("percentage")));
        shown.put("votingPercentage", share(detail.path("voting")));
        shown.put("role", role(detail));
        shown.put("since", detail.path("since").textValue());
        shown.put("until", detail.path("until").textValue());
        shown.put("sourceExecutionId", detail.path("sourceExecutionId").textValue());
        shown.put("refreshId", relationship.jobId());
        shown.put("updatedAt", relationship.updatedAt().toString());
        return shown;
    }

    private static Map<String, @Nullable Object> counterpart(Relationship.Counterpart counterpart) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", counterpart.entityId());
        shown.put("type", counterpart.type());
        shown.put("name", counterpart.name());
        shown.put("country", counterpart.country());
        shown.put("taxId", counterpart.taxId());
        shown.put("status", counterpart.status());
        return shown;
    }

    private static Map<String, Object> share(JsonNode share) {
        if (!share.isObject()) {
            return Map.of("kind", "unknown");
        }
        double min = share.path("min").asDouble();
        double max = share.path("max").asDouble();
        return Double.compare(min, max) == 0
                ? Map.of("kind", "exact", "value", min)
                : Map.of("kind", "range", "min", min, "max", max);
    }

    private static Map<String, @Nullable Object> role(JsonNode detail) {
        Map<String, @Nullable Object> role = new LinkedHashMap<>();
        role.put("code", detail.path("roleCode").textValue());
        role.put("label", detail.path("roleLabel").textValue());
        return role;
    }
}
