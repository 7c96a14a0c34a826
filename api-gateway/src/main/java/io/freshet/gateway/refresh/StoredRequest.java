package io.freshet.gateway.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.refresh.Integrations;
import io.freshet.core.refresh.RefreshOptions;
import io.freshet.core.refresh.RefreshScope;
import io.freshet.core.refresh.ShareholderIntegrations;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a job keeps its request, column {@code refresh_job.request}: the body of {@code POST
 * /entities/{id}/refresh} in its own words, with every default written out. What has three states stands there only when the caller
 * decided it: {@code refreshScope}, {@code autoExecuteIntegrations}, {@code preserveName}, {@code preserveEntityData}. {@code
 * dryRun} is missing, since a dry run is not stored.
 */
public final class StoredRequest {

    /** The field that says nothing of the work itself. */
    static final String ON_CONFLICT = "onConflict";

    private static final String ROOT = "autoExecuteIntegrations";
    private static final String SHAREHOLDERS = "autoExecuteIntegrationsShareholders";
    private static final String SCOPE = "refreshScope";
    private static final String ALL_ACTIVE = "executeAllActiveEnrichments";
    private static final String ENRICHMENTS = "enrichments";
    private static final String GROUPS = "enrichmentGroupRefs";
    private static final String EXCLUDED = "excludeEnrichments";
    private static final String PRESERVE_NAME = "preserveName";
    private static final String PUBLISH = "publishSnapshot";
    private static final String PRESERVE_DATA = "preserveEntityData";

    private StoredRequest() {}

    /** Writes a request; equal requests give equal documents. */
    public static ObjectNode write(RefreshRequest request) {
        RefreshOptions options = request.options();
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("forceRefresh", options.forceRefresh())
                .put("skipRulesEngine", request.skipRulesEngine())
                .put("depth", options.depth());
        if (options.scope() != RefreshScope.LEGACY) {
            document.put(SCOPE, word(options.scope()));
        }
        document.set("providerCodes", array(options.providerCodes()));
        Integrations root = options.integrations();
        if (root != null) {
            ObjectNode integrations = document.putObject(ROOT).put(ALL_ACTIVE, root.executeAllActive());
            integrations.set(ENRICHMENTS, array(root.enrichments()));
            integrations.set(GROUPS, array(root.groups()));
            integrations.set(EXCLUDED, array(root.excluded()));
        }
        ShareholderIntegrations wanted = options.shareholders();
        ObjectNode shareholders = document.putObject(SHAREHOLDERS).put(ALL_ACTIVE, wanted.executeAllActive());
        ObjectNode lists = shareholders.putObject(ENRICHMENTS);
        lists.set("company", array(wanted.companies()));
        lists.set("person", array(wanted.persons()));
        shareholders.set(GROUPS, array(wanted.groups()));
        if (request.preserve().name() != null) {
            document.put(PRESERVE_NAME, request.preserve().name());
        }
        if (request.preserve().entityData() != null) {
            document.put(PRESERVE_DATA, request.preserve().entityData());
        }
        return document.put(PUBLISH, request.publishSnapshot())
                .put(ON_CONFLICT, word(request.onConflict()))
                .put("priority", word(request.priority()));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when a word is none of its enumeration
     */
    public static RefreshRequest read(ObjectNode document) {
        JsonNode root = document.path(ROOT);
        RefreshOptions options = new RefreshOptions(
                document.has(SCOPE) ? constant(RefreshScope.class, document.path(SCOPE)) : RefreshScope.LEGACY,
                texts(document.path("providerCodes")),
                root.isObject()
                        ? new Integrations(
                                root.path(ALL_ACTIVE).asBoolean(),
                                texts(root.path(ENRICHMENTS)),
                                texts(root.path(GROUPS)),
                                texts(root.path(EXCLUDED)))
                        : null,
                shareholders(document.path(SHAREHOLDERS)),
                document.path("depth").asInt(),
                document.path("forceRefresh").asBoolean());
        return new RefreshRequest(
                options,
                document.path("skipRulesEngine").asBoolean(),
                new RefreshRequest.Preserve(flag(document, PRESERVE_NAME), flag(document, PRESERVE_DATA)),
                document.path(PUBLISH).asBoolean(),
                constant(RefreshRequest.OnConflict.class, document.path(ON_CONFLICT)),
                constant(RefreshRequest.Priority.class, document.path("priority")),
                false);
    }

    private static ShareholderIntegrations shareholders(JsonNode node) {
        JsonNode lists = node.path(ENRICHMENTS);
        return new ShareholderIntegrations(
                node.path(ALL_ACTIVE).asBoolean(),
                texts(lists.path("company")),
                texts(lists.path("person")),
                texts(node.path(GROUPS)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode word) {
        return Enum.valueOf(type, word.asText().toUpperCase(Locale.ROOT));
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static @Nullable Boolean flag(ObjectNode document, String field) {
        JsonNode value = document.path(field);
        return value.isBoolean() ? value.booleanValue() : null;
    }
}
