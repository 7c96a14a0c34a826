package io.freshet.gateway.entity.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import io.freshet.core.TaxId;
import io.freshet.gateway.entity.Countries;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityPatch;
import io.freshet.gateway.entity.EntityStatus;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.matrix.MatrixRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the bodies that make and change entities. */
@Singleton
public final class EntityRequestReader {

    static final int LONGEST_NAME = 500;
    static final int LONGEST_ID = 200;
    static final int LONGEST_REASON = 4_000;
    private static final int MOST_MATRICES = 20;
    private static final int LONGEST_UUID = 36;

    private final MatrixRepository matrices;
    private final Clock clock;

    EntityRequestReader(MatrixRepository matrices, Clock clock) {
        this.matrices = matrices;
        this.clock = clock;
    }

    /**
     * A new entity, and the reason of its status.
     *
     * @param patch the same as a change of one that is there: what is absent or null leaves it as it is
     */
    public record NewEntity(Entity entity, EntityPatch patch) {}

    /** Reads the body of a creation. */
    NewEntity creation(@Nullable JsonNode body, UUID tenantId) {
        return creation(BodyReader.of(body), tenantId);
    }

    /** Reads the entity of a body that says more than that, and finishes the reader. */
    public NewEntity creation(BodyReader reader, UUID tenantId) {
        PartyType type = reader.word("type", PartyType.class).orElse(null);
        if (type == null && !reader.has("type")) {
            reader.fault("type", "is required");
        }
        String taxId = reader.text("taxId", LONGEST_ID);
        String country = country(reader);
        if (taxId != null && !reader.has("country")) {
            reader.fault("country", "is required with taxId");
        }
        String name = reader.text("name", LONGEST_NAME);
        String externalId = reader.text("externalId", LONGEST_ID);
        boolean unnamed = taxId == null && name == null && externalId == null;
        if (unnamed && Stream.of("taxId", "name", "externalId").noneMatch(reader::hasFault)) {
            reader.fault("taxId", "one of taxId, externalId and name is required");
        }
        Common common = common(reader, tenantId);
        reader.finish();
        if (type == null) {
            throw new IllegalStateException("finish lets no missing type pass");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Entity entity = new Entity(
                UUID.randomUUID(),
                tenantId,
                type,
                name,
                country,
                taxId == null || country == null ? null : checked(country, type, taxId),
                externalId,
                (common.status() == null ? EntityStatus.UNDER_REVIEW : common.status()).word(),
                common.client() != null && common.client(),
                common.attributes(),
                common.entityData(),
                common.riskMatrixIds() == null ? List.of() : common.riskMatrixIds(),
                1,
                now,
                now);
        return new NewEntity(entity, common.patch(given(name), given(country), given(taxId)));
    }

    /** Reads the body of a change; null clears name, country and tax id and removes keys inside the two objects. */
    EntityPatch change(@Nullable JsonNode body, UUID tenantId) {
        BodyReader reader = BodyReader.of(body);
        EntityPatch.Text name = text(reader, "name", reader.text("name", LONGEST_NAME));
        EntityPatch.Text country = text(reader, "country", country(reader));
        EntityPatch.Text taxId = text(reader, "taxId", reader.text("taxId", LONGEST_ID));
        for (String field : List.of("status", "isClient", "riskMatrixIds", "attributes", "entityData")) {
            if (reader.names(field) && !reader.has(field)) {
                reader.fault(field, "must not be null");
            }
        }
        Common common = common(reader, tenantId);
        reader.finish();
        return common.patch(name, country, taxId);
    }

    private static EntityPatch.@Nullable Text text(BodyReader reader, String field, @Nullable String value) {
        return reader.names(field) ? new EntityPatch.Text(value) : null;
    }

    private static EntityPatch.@Nullable Text given(@Nullable String value) {
        return value == null ? null : new EntityPatch.Text(value);
    }

    /** What creations and changes share. */
    private record Common(
            @Nullable EntityStatus status,
            @Nullable String reason,
            @Nullable Boolean client,
            @Nullable List<UUID> riskMatrixIds,
            ObjectNode attributes,
            ObjectNode entityData) {

        EntityPatch patch(
                EntityPatch.@Nullable Text name, EntityPatch.@Nullable Text country, EntityPatch.@Nullable Text taxId) {
            return new EntityPatch(name, country, taxId, status, reason, client, riskMatrixIds, attributes, entityData);
        }
    }

    private Common common(BodyReader reader, UUID tenantId) {
        EntityStatus status = reader.word("status", EntityStatus.class).orElse(null);
        String reason = reader.text("reason", LONGEST_REASON);
        if (status != null && status.needsReason() && !reader.has("reason")) {
            reader.fault("reason", "is required with the status " + status.word());
        }
        Boolean client = reader.flag("isClient");
        List<UUID> riskMatrixIds = reader.has("riskMatrixIds") ? matrices(reader, tenantId) : null;
        return new Common(
                status, reason, client, riskMatrixIds, object(reader, "attributes"), object(reader, "entityData"));
    }

    private static ObjectNode object(BodyReader reader, String field) {
        ObjectNode object = reader.object(field);
        return object == null ? JsonNodeFactory.instance.objectNode() : object;
    }

    private static @Nullable String country(BodyReader reader) {
        String country = reader.text("country", 2);
        if (country != null && !Countries.isCountry(country)) {
            reader.fault("country", "must be an ISO 3166-1 alpha-2 code");
        }
        return country == null ? null : country.toUpperCase(Locale.ROOT);
    }

    private List<UUID> matrices(BodyReader reader, UUID tenantId) {
        List<String> texts = reader.texts("riskMatrixIds", MOST_MATRICES, LONGEST_UUID);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                ids.add(UUID.fromString(texts.get(i)));
            } catch (IllegalArgumentException e) {
                reader.fault("riskMatrixIds/" + i, "must be a UUID");
            }
        }
        Set<UUID> existing = ids.isEmpty() ? Set.of() : matrices.existing(tenantId, ids);
        for (int i = 0; i < ids.size(); i++) {
            if (ids.size() == texts.size() && !existing.contains(ids.get(i))) {
                reader.fault("riskMatrixIds/" + i, "is no risk matrix");
            }
        }
        return ids;
    }

    private static String checked(String country, PartyType type, String taxId) {
        return switch (TaxId.normalize(country, type, taxId)) {
            case TaxId.Valid valid -> valid.stored();
            case TaxId.Invalid invalid -> throw invalidTaxId(invalid.reason());
        };
    }

    static ApiException invalidTaxId(String reason) {
        return new ApiException(
                ErrorCode.INVALID_TAX_ID,
                "The tax id is not valid: " + reason + ".",
                List.of(new ApiException.Detail("/taxId", reason)),
                Map.of());
    }
}
