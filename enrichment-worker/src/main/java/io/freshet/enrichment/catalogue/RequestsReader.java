package io.freshet.enrichment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.enrichment.catalogue.Pages.Counted;
import io.freshet.enrichment.catalogue.ProviderDefinition.Request;
import io.freshet.enrichment.catalogue.ProviderDefinition.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The requests of a provider file. */
final class RequestsReader {

    /** What a path can name of the subject. */
    private static final Set<String> OF_SUBJECT =
            Set.of("taxId", "lei", "registryId", "country", "name", "birthDate", "type");

    /** What the client itself sets. */
    private static final Set<String> RESERVED_HEADERS = Set.of(
            "connection",
            "content-length",
            "content-type",
            "date",
            "expect",
            "host",
            "upgrade",
            "authorization",
            "accept-encoding",
            "transfer-encoding");

    private static final String PARAMETER = "parameter:";

    private final FileContents contents;
    private final Set<String> parameters;

    RequestsReader(FileContents contents, Set<String> parameters) {
        this.contents = contents;
        this.parameters = parameters;
    }

    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < contents.at("/requests").size(); i++) {
            String pointer = "/requests/" + i;
            if (!names.add(contents.text(pointer + "/name"))) {
                contents.fault(pointer + "/name", "another request has this name");
            }
            request(pointer).ifPresent(requests::add);
        }
        return requests;
    }

    private Optional<Request> request(String pointer) {
        String method = contents.at(pointer + "/method").asText("GET");
        Optional<JsonataMapping> variables = contents.expression(pointer + "/variables");
        Optional<JsonataMapping> body = contents.expression(pointer + "/body");
        if (method.equals("GET") && body.isPresent()) {
            contents.fault(pointer + "/body", "a GET posts nothing");
        }
        return path(pointer)
                .map(path -> new Request(
                        contents.text(pointer + "/name"),
                        contents.at(pointer + "/optional").asBoolean(),
                        new Target(method, path, variables),
                        headers(pointer + "/headers"),
                        body,
                        pages(pointer + "/pages")));
    }

    private Optional<PathTemplate> path(String pointer) {
        try {
            PathTemplate path = PathTemplate.of(contents.text(pointer + "/path"));
            String variables = contents.at(pointer + "/variables").asText("");
            for (String place : path.places()) {
                boolean known = OF_SUBJECT.contains(place)
                        || variables.contains('"' + place + '"')
                        || variables.contains('\'' + place + '\'');
                if (place.startsWith(PARAMETER)) {
                    if (!parameters.contains(place.substring(PARAMETER.length()))) {
                        contents.fault(pointer + "/path", "{" + place + "}: parameters declares no such parameter");
                    }
                } else if (!known) {
                    contents.fault(
                            pointer + "/path",
                            "{" + place + "}: no such placeholder, and variables gives none of that name");
                }
            }
            java.net.URI.create(path.example());
            return Optional.of(path);
        } catch (IllegalArgumentException e) {
            contents.fault(pointer + "/path", "no path of a URL: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Map<String, String> headers(String pointer) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, JsonNode> header : contents.at(pointer).properties()) {
            if (RESERVED_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                contents.fault(pointer + "/" + header.getKey(), "is not a file's to set");
            }
            headers.put(header.getKey(), header.getValue().asText());
        }
        return headers;
    }

    private Optional<Pages> pages(String pointer) {
        JsonNode pages = contents.at(pointer);
        if (!pages.isObject()) {
            return Optional.empty();
        }
        boolean byItems = pages.has("offset");
        if (byItems == pages.has("number")) {
            contents.fault(pointer, "needs either offset or number");
        }
        return Optional.of(new Pages(
                pages.path("items").asText(),
                pages.path("total").asText(),
                byItems ? Counted.ITEMS : Counted.PAGES,
                pages.path(byItems ? "offset" : "number").asText(),
                pages.path("first").asInt(byItems ? 0 : 1),
                pages.path("size").asInt()));
    }
}
