package io.freshet.gateway.entity.http;

import io.freshet.core.PartyType;
import io.freshet.gateway.entity.Countries;
import io.freshet.gateway.entity.Entity;
import io.freshet.gateway.entity.EntityRepository;
import io.freshet.gateway.entity.TaxIdLookup;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.http.QueryReader;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the entity that a path means; every method throws {@code not_found} when there is none. */
@Singleton
final class EntityLocator {

    private static final int MOST_NAMED = 20;

    private final EntityRepository entities;

    EntityLocator(EntityRepository entities) {
        this.entities = entities;
    }

    Entity byId(UUID tenantId, String id) {
        return entities.find(tenantId, PathIds.read(id, "entity")).orElseThrow(EntityLocator::notFound);
    }

    /** The id of an entity, be it deleted. */
    UUID everById(UUID tenantId, String id) {
        UUID entityId = PathIds.read(id, "entity");
        if (!entities.exists(tenantId, entityId)) {
            throw notFound();
        }
        return entityId;
    }

    Entity byExternalId(UUID tenantId, String externalId) {
        return entities.findByExternalId(tenantId, storable(externalId)).orElseThrow(EntityLocator::notFound);
    }

    /**
     * The entity with a tax id, however it is written; {@code ?country} and {@code ?type} say which of several.
     *
     * @throws ApiException {@code ambiguous_tax_id} with the ids, when it may be several
     */
    Entity byTaxId(HttpRequest<?> request, UUID tenantId, String taxId) {
        QueryReader query = QueryReader.of(request);
        String country = country(query);
        PartyType type = query.word("type", PartyType.class).orElse(null);
        query.finish();
        List<Entity> found = entities.findByTaxId(tenantId, TaxIdLookup.of(storable(taxId), country, type), MOST_NAMED);
        if (found.isEmpty()) {
            throw notFound();
        }
        if (found.size() > 1) {
            throw new ApiException(
                    ErrorCode.AMBIGUOUS_TAX_ID,
                    "Several entities have this tax id; say ?country and ?type, or use an id of details.",
                    found.stream()
                            .map(entity -> new ApiException.Detail(
                                    "", entity.entityId().toString()))
                            .toList(),
                    Map.of());
        }
        return found.getFirst();
    }

    static @Nullable String country(QueryReader query) {
        String country = query.text("country", 2);
        if (country != null && !Countries.isCountry(country)) {
            query.fault("country", "must be an ISO 3166-1 alpha-2 code");
        }
        return country;
    }

    static ApiException notFound() {
        return new ApiException(ErrorCode.NOT_FOUND, "No such entity.");
    }

    private static String storable(String text) {
        if (text.isBlank() || text.length() > EntityRequestReader.LONGEST_ID || text.indexOf('\0') >= 0) {
            throw notFound();
        }
        return text.strip();
    }
}
