package io.freshet.gateway.marketplace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Providers that a tenant names together.
 *
 * @param slug unique in the tenant; what requests may write instead of the id
 * @param codes in the order in which they are called
 * @param version grows with every change; the ETag
 */
public record EnrichmentGroup(
        UUID groupId,
        UUID tenantId,
        String slug,
        String name,
        @Nullable String description,
        List<String> codes,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public EnrichmentGroup {
        codes = List.copyOf(codes);
    }

    public String etag() {
        return "\"" + version + "\"";
    }

    /** As the REST API shows it. */
    public Map<String, Object> describe() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", groupId);
        shown.put("slug", slug);
        shown.put("name", name);
        shown.put("description", description);
        shown.put("codes", codes);
        shown.put("version", version);
        shown.put("createdAt", createdAt.toString());
        shown.put("updatedAt", updatedAt.toString());
        return shown;
    }
}
