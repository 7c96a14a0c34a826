package io.freshet.gateway.marketplace.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.gateway.catalogue.ProviderCatalogue;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.http.BodyReader;
import io.freshet.gateway.http.ErrorCode;
import io.freshet.gateway.marketplace.GroupRequest;
import io.freshet.gateway.marketplace.Slugs;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a group. */
@Singleton
final class GroupRequestReader {

    private static final int MOST_CODES = 100;
    private static final int LONGEST_CODE = 200;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2000;

    private final ProviderCatalogue catalogue;

    GroupRequestReader(ProviderCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Reads a body.
     *
     * @throws ApiException naming every fault, codes by their index
     */
    GroupRequest read(@Nullable JsonNode body) {
        if (catalogue.all().isEmpty()) {
            throw new ApiException(
                    ErrorCode.UNAVAILABLE,
                    "The provider catalogue is not there yet.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        BodyReader reader = BodyReader.of(body);
        String name = reader.requiredText("name", LONGEST_NAME);
        String slug = reader.text("slug", LONGEST_NAME);
        if (slug != null && !Slugs.isSlug(slug)) {
            reader.fault("slug", "must be 2 to 63 of a-z, 0-9 and -, and no UUID");
        }
        String description = reader.text("description", LONGEST_DESCRIPTION);
        List<String> codes = reader.texts("codes", MOST_CODES, LONGEST_CODE);
        check(reader, body == null ? List.of() : body.path("codes"));
        reader.finish();
        return new GroupRequest(name, slug, description, codes);
    }

    private void check(BodyReader reader, Iterable<JsonNode> items) {
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (JsonNode item : items) {
            String code = item.asText().strip();
            if (index < MOST_CODES && item.isTextual() && !code.isEmpty() && code.length() <= LONGEST_CODE) {
                if (!seen.add(code)) {
                    reader.fault("codes/" + index, "stands here twice");
                } else if (catalogue.find(code).isEmpty()) {
                    reader.fault("codes/" + index, "names no provider of the catalogue");
                }
            }
            index++;
        }
        if (index == 0 && !reader.hasFault("codes")) {
            reader.fault("codes", "is required and not empty");
        }
    }
}
