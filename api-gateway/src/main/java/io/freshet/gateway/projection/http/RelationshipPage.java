package io.freshet.gateway.projection.http;

import io.freshet.gateway.http.PageLinks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of an entity's holdings.
 *
 * @param success always true
 * @param items those found last first
 * @param page where the next page begins
 */
record RelationshipPage(boolean success, List<Item> items, PageLinks page) {

    /**
     * A holding, seen from one of its ends.
     *
     * @param id its id; a later refresh that finds the holding again gives it another one
     * @param direction what the other entity is
     * @param entity the entity at the other end
     * @param percentage share of the capital
     * @param votingPercentage share of the votes
     * @param role as the register words it
     * @param since ISO 8601 date
     * @param until ISO 8601 date; of a holding that has ceased
     * @param sourceExecutionId the call that brought it
     * @param refreshId the job that found it last
     * @param updatedAt when
     */
    @Schema(name = "Relationship")
    record Item(
            UUID id,

            @Schema(allowableValues = {"owner", "owned"}) String direction,

            Other entity,
            Share percentage,
            Share votingPercentage,
            Role role,
            @Nullable String since,
            @Nullable String until,
            @Nullable String sourceExecutionId,
            UUID refreshId,
            Instant updatedAt) {}

    /**
     * The entity at the other end.
     *
     * @param id its id
     * @param type what it is
     * @param name display name
     * @param country ISO 3166-1 alpha-2
     * @param taxId as its country writes it; may be masked
     * @param status where it stands
     */
    @Schema(name = "RelatedEntity")
    record Other(
            UUID id,

            @Schema(allowableValues = {"company", "person"}) String type,

            @Nullable String name,
            @Nullable String country,
            @Nullable String taxId,
            String status) {}

    /**
     * A share in percent.
     *
     * @param kind which of the others are there
     * @param value of an exact one
     * @param min of a range
     * @param max of a range
     */
    @Schema(name = "Share")
    record Share(
            @Schema(allowableValues = {"exact", "range", "unknown"})
            String kind,

            @Nullable Double value,
            @Nullable Double min,
            @Nullable Double max) {}

    /**
     * A role.
     *
     * @param code as the register codes it
     * @param label as the register words it
     */
    @Schema(name = "RelationshipRole")
    record Role(@Nullable String code, @Nullable String label) {}
}
