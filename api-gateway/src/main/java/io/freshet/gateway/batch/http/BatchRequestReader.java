package io.freshet.gateway.batch.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.core.PartyType;
import io.freshet.gateway.batch.BatchSubmission;
import io.freshet.gateway.batch.BatchTargets;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.PathIds;
import io.freshet.gateway.refresh.RefreshRequest;
import io.freshet.gateway.refresh.http.RefreshRequestReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /refreshes/batch}: whom, and the body of a refresh beside it.
 *
 * @param refresh with the priority of batches, whatever the caller said
 */
record BatchRequestReader(BatchTargets targets, RefreshRequest refresh) {

    private static final String IDS = "entityIds";
    private static final String FILTER = "filter";
    private static final String COUNTRY = "country";
    private static final String BEFORE = "lastRefreshedBefore";
    private static final int LONGEST = 100;
    /** So that a body of nonsense does not get an answer of its own size. */
    private static final int MOST_FAULTS = 100;

    private enum Status {
        ACTIVE,
        INACTIVE,
        BLOCKED,
        UNDER_REVIEW,
        SUSPENDED,
        EXPIRED,
        REJECTED
    }

    private enum RiskLevel {
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    /**
     * Reads a body.
     *
     * @throws ApiException naming every fault of the refresh, or else every fault of whom
     */
    static BatchRequestReader read(@Nullable JsonNode body) {
        RefreshRequest refresh = RefreshRequestReader.read(body).asBulk();
        BodyReader reader = BodyReader.of(body);
        Optional<BatchTargets> named =
                reader.has(IDS) && body != null ? Optional.of(named(reader, body.path(IDS))) : Optional.empty();
        Optional<BatchTargets> matching = filter(reader);
        if (named.isPresent() && reader.has(FILTER)) {
            reader.fault(IDS, "stands beside filter; only one may");
        } else if (named.isEmpty() && !reader.has(FILTER)) {
            reader.fault(IDS, "is required, or filter");
        }
        if (refresh.dryRun()) {
            reader.fault("dryRun", "is not for batches");
        }
        reader.finish();
        return new BatchRequestReader(named.or(() -> matching).orElseThrow(), refresh);
    }

    private static BatchTargets named(BodyReader reader, JsonNode items) {
        Set<UUID> ids = new LinkedHashSet<>();
        int index = 0;
        int faults = 0;
        for (JsonNode item : items.isArray() ? items : List.<JsonNode>of()) {
            Optional<UUID> id = item.isTextual() ? PathIds.parse(item.textValue()) : Optional.empty();
            if (id.isPresent()) {
                ids.add(id.get());
            } else if (faults++ < MOST_FAULTS) {
                reader.fault(IDS + "/" + index, "must be a UUID");
            }
            index++;
        }
        if (index == 0 || index > BatchSubmission.MOST_ITEMS) {
            reader.fault(IDS, "must be a list of 1 to " + BatchSubmission.MOST_ITEMS + " ids");
        }
        return new BatchTargets.Named(new ArrayList<>(ids));
    }

    private static Optional<BatchTargets> filter(BodyReader body) {
        BodyReader reader = body.inside(FILTER);
        if (reader == null) {
            return Optional.empty();
        }
        String country = reader.text(COUNTRY, LONGEST);
        if (country != null && !country.matches("[A-Za-z]{2}")) {
            reader.fault(COUNTRY, "must be an ISO 3166-1 alpha-2 code");
        }
        return Optional.of(new BatchTargets.Matching(
                reader.word("type", PartyType.class).orElse(null),
                country == null ? null : country.toUpperCase(Locale.ROOT),
                reader.word("status", Status.class)
                        .map(BatchRequestReader::word)
                        .orElse(null),
                riskLevel(reader),
                instant(reader)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String riskLevel(BodyReader reader) {
        String text = reader.text("riskLevel", LONGEST);
        if (text == null) {
            return null;
        }
        for (RiskLevel level : RiskLevel.values()) {
            if (level.name().equalsIgnoreCase(text)) {
                return level.name();
            }
        }
        reader.fault("riskLevel", "must be one of LOW, MEDIUM, HIGH, CRITICAL");
        return null;
    }

    private static @Nullable Instant instant(BodyReader reader) {
        String text = reader.text(BEFORE, LONGEST);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            reader.fault(BEFORE, "must be an RFC 3339 timestamp");
            return null;
        }
    }
}
