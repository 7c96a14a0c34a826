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
