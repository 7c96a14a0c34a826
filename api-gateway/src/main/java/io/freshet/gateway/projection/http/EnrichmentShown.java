package io.freshet.gateway.projection.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an entity and from whom.
 *
 * @param success always true
 * @param data the knowledge
 */
record EnrichmentShown(boolean success, Knowledge data) {

    /** A company that its register and GLEIF know. */
    static final String EXAMPLE = """
            {"success": true, "data": {"entityId": "08a7f911-3e42-45b6-8168-cc2f9c0d5b69",
             "normalized": {"fullName": "Horizonte Velha", "otherIds": {"lei": "5493001KJTIIGC8Y1R12"}},
             "attributes": {
              "fullName": {"value": "Horizonte Velha", "provider": "br_brasilapi_company_enrichment",
               "executionId": "bc0e9346-da1e-3833-894e-87544fc0f1a6", "fetchedAt": "2026-11-25T10:00:00Z",
               "documentHash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
               "alternatives": [{"value": "HORIZONTE VELHA", "provider": "global_gleif_lei_enrichment",
                "executionId": "0b6e9a52-6a4f-3c0e-8f3a-52d1cf0a9a11", "fetchedAt": "2026-11-25T10:00:01Z",
                "documentHash": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"}]},
              "otherIds/lei": {"value": "5493001KJTIIGC8Y1R12", "provider": "global_gleif_lei_enrichment",
               "executionId": "0b6e9a52-6a4f-3c0e-8f3a-52d1cf0a9a11", "fetchedAt": "2026-11-25T10:00:01Z",
               "documentHash": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", "alternatives": []}},
             "providers": [
              {"provider": "br_brasilapi_company_enrichment", "executionId": "bc0e9346-da1e-3833-894e-87544fc0f1a6",
               "fetchedAt": "2026-11-25T10:00:00Z",
               "documentHash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
              {"provider": "global_gleif_lei_enrichment", "executionId": "0b6e9a52-6a4f-3c0e-8f3a-52d1cf0a9a11",
               "fetchedAt": "2026-11-25T10:00:01Z",
               "documentHash": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"}]}}
            """;

    /**
     * What the providers know together.
     *
     * @param entityId the entity
     * @param normalized the profile; of several values for one attribute that of the provider which is believed about it
     * @param attributes every value of the profile with its source, by its path: a JSON Pointer into {@code normalized} without
     *     the first slash, such as {@code address}, {@code otherIds/lei}, {@code tradeNames/0}
     * @param providers who knows the entity, the most trusted first
     */
    @Schema(name = "EntityKnowledge")
    record Knowledge(
            UUID entityId,

            @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            Map<String, Object> normalized,

            Map<String, Attribute> attributes,
            List<Source> providers) {}

    /**
     * A value and where it is from.
     *
     * @param value as in the profile
     * @param provider who says so
     * @param executionId the call that brought it
     * @param fetchedAt when the document left the provider
     * @param documentHash lower-case hex SHA-256 of the document
     * @param alternatives what the other providers say of the same, the more trusted first
     */
    @Schema(name = "AttributeKnowledge")
    record Attribute(
            Object value,
            String provider,
            UUID executionId,
            Instant fetchedAt,
            @Nullable String documentHash,
            List<Alternative> alternatives) {}

    /**
     * A value that does not stand.
     *
     * @param value as the provider has it
     * @param provider who says so
     * @param executionId the call that brought it
     * @param fetchedAt when the document left the provider
     * @param documentHash lower-case hex SHA-256 of the document
     */
    @Schema(name = "AlternativeKnowledge")
    record Alternative(
            Object value,
            String provider,
            UUID executionId,
            Instant fetchedAt,
            @Nullable String documentHash) {}

    /**
     * A provider's last document.
     *
     * @param provider its code
     * @param executionId the call that brought it
     * @param fetchedAt when the document left the provider
     * @param documentHash lower-case hex SHA-256 of the document
     */
    @Schema(name = "KnowledgeSource")
    record Source(
            String provider,
            UUID executionId,
            Instant fetchedAt,
            @Nullable String documentHash) {}
}
