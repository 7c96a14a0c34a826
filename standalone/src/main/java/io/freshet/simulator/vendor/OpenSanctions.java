package io.freshet.simulator.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Request;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import io.freshet.simulator.vendor.NameMatch.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OpenSanctions' yente, {@code POST /match/{dataset}}: entities of FollowTheMoney, scored against those on a list. Answers without
 * a key, as one does that runs at home.
 */
final class OpenSanctions implements Vendor {

    private static final Set<String> DATASETS = Set.of("default", "sanctions", "peps");
    private static final int LIMIT = 5;
    private static final double THRESHOLD = 0.7;
    private static final double CUTOFF = 0.5;
    private static final int MOST_QUERIES = 100;

    private final Register register;

    OpenSanctions(Register register) {
        this.register = register;
    }

    /** A party with what makes it one that was meant. */
    private record Hit(Party party, Match match) {}

    @Override
    public String name() {
        return "opensanctions";
    }

    /** The first name, or number, of the first query. */
    @Override
    public String subject(Request request, String path) {
        JsonNode properties =
                first(Documents.parsed(request.body()).path("queries")).path("properties");
        return Stream.of("name", "registrationNumber", "leiCode")
                .map(property -> texts(properties.path(property)))
                .filter(values -> !values.isEmpty())
                .map(List::getFirst)
                .findFirst()
                .orElse("");
    }

    @Override
    public Answer error(int status) {
        return Answer.json(
                status,
                Documents.object()
                        .put(
                                "detail",
                                switch (status) {
                                    case 401 -> "Invalid API key.";
                                    case 429 -> "You have exceeded your rate limit.";
                                    default -> "Error " + status;
                                }));
    }

    @Override
    public Answer answer(Request request, String path) {
        if (!request.method().equals("POST") || !path.startsWith("/match/")) {
            return Answer.json(404, Documents.object().put("detail", "Not Found"));
        }
        String dataset = Documents.part(path, 2);
        if (!DATASETS.contains(dataset)) {
            return Answer.json(404, Documents.object().put("detail", "No such dataset: " + dataset));
        }
        JsonNode queries = Documents.parsed(request.body()).path("queries");
        if (!queries.isObject()) {
            return invalid("queries", "Field required");
        }
        if (queries.isEmpty() || queries.size() > MOST_QUERIES) {
            return Answer.json(
                    400,
                    Documents.object()
                            .put(
                                    "detail",
                                    queries.isEmpty() ? "No queries provided." : "Too many queries in one batch."));
        }
        int limit = (int) number(request, "limit", LIMIT);
        double threshold = number(request, "threshold", THRESHOLD);
        double cutoff = number(request, "cutoff", CUTOFF);
        ObjectNode answer = Documents.object();
        ObjectNode responses = answer.putObject("responses");
        for (Map.Entry<String, JsonNode> query : queries.properties()) {
            if (!query.getValue().path("schema").isTextual()
                    || !query.getValue().path("properties").isObject()) {
                return invalid(query.getKey(), "Input should be an entity with schema and properties");
            }
            List<Hit> hits = hits(query.getValue(), dataset, cutoff);
            responses.set(query.getKey(), response(query.getValue(), hits, limit, threshold));
        }
        answer.putObject("matcher")
                .putObject("name_match")
                .put("description", "How alike the names are.")
                .put("coefficient", 1.0);
        return Answer.json(200, answer.put("limit", limit));
    }

    private static Answer invalid(String field, String message) {
        ObjectNode body = Documents.object();
        ObjectNode detail =
                body.putArray("detail").addObject().put("type", "missing").put("msg", message);
        detail.putArray("loc").add("body").add(field);
        return Answer.json(422, body);
    }

    private List<Hit> hits(JsonNode query, String dataset, double cutoff) {
        JsonNode properties = query.path("properties");
        boolean person = query.path("schema").asText().equals("Person");
        boolean either = query.path("schema").asText().equals("LegalEntity");
        NameMatch asked = new NameMatch(
                texts(properties.path("name")),
                texts(properties.path("birthDate")),
                Stream.of("leiCode", "registrationNumber", "taxNumber", "vatCode")
                        .flatMap(property -> texts(properties.path(property)).stream())
                        .toList(),
                Stream.of("country", "jurisdiction", "nationality")
                        .flatMap(property -> texts(properties.path(property)).stream())
                        .toList());
        return register.listed()
                .filter(party -> either || party.isCompany() != person)
                .filter(party -> isIn(dataset, party))
                .map(party -> new Hit(party, asked.of(party)))
                .filter(hit -> hit.match().score() >= cutoff)
                .sorted(Comparator.<Hit>comparingDouble(hit -> -hit.match().score())
                        .thenComparing(hit -> hit.party().id()))
                .toList();
    }

    private static boolean isIn(String dataset, Party party) {
        return switch (dataset) {
            case "sanctions" -> party.facts().topics().contains("sanction");
            case "peps" -> party.facts().topics().stream().anyMatch(topic -> topic.startsWith("role."));
            default -> true;
        };
    }

    private static ObjectNode response(JsonNode query, List<Hit> hits, int limit, double threshold) {
        ObjectNode response = Documents.object().put("status", 200);
        ArrayNode results = response.putArray("results");
        hits.stream().limit(limit).forEach(hit -> results.add(result(hit, threshold)));
        response.putObject("total").put("value", hits.size()).put("relation", "eq");
        response.set("query", query);
        return response;
    }

    private static ObjectNode result(Hit hit, double threshold) {
        Party party = hit.party();
        boolean sanctioned = party.facts().topics().contains("sanction");
        ObjectNode result = Documents.object()
                .put("id", "NK-sim" + party.id())
                .put("caption", party.name())
                .put("schema", party.isCompany() ? "Company" : "Person");
        ObjectNode properties = result.putObject("properties");
        put(properties, "name", party.name());
        put(
                properties,
                party.isCompany() ? "jurisdiction" : "nationality",
                party.country().toLowerCase(Locale.ROOT));
        put(properties, "birthDate", party.facts().birthDate());
        if (party.isCompany()) {
            put(properties, "registrationNumber", party.id());
            put(properties, "leiCode", party.lei() == null ? null : party.lei().code());
        }
        properties.set("topics", Documents.texts(party.facts().topics()));
        result.putArray("datasets").add(sanctioned ? "sim_sanctions" : "sim_peps");
        result.putArray("referents").add("sim-" + party.id());
        result.put("target", true)
                .put("first_seen", "2023-04-20T08:31:00")
                .put("last_seen", "2026-11-24T06:00:00")
                .put("last_change", "2025-02-01T06:00:00")
                .put("score", hit.match().score());
        ObjectNode features = result.putObject("features");
        hit.match().features().forEach(features::put);
        return result.put("match", hit.match().score() >= threshold);
    }

    private static void put(ObjectNode properties, String name, @Nullable String value) {
        if (value != null) {
            properties.putArray(name).add(value);
        }
    }

    private static JsonNode first(JsonNode queries) {
        return queries.isObject() && !queries.isEmpty() ? queries.iterator().next() : Documents.object();
    }

    /** The values of a property, which is a list, or a single text. */
    private static List<String> texts(JsonNode values) {
        if (values.isTextual()) {
            return List.of(values.asText());
        }
        return values.valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private static double number(Request request, String parameter, double otherwise) {
        String text = request.parameter(parameter).orElse("");
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,6})?") ? Double.parseDouble(text) : otherwise;
    }
}
