package io.freshet.simulator.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Request;
import io.freshet.simulator.register.Lei;
import io.freshet.simulator.register.Party;
import io.freshet.simulator.register.Register;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * GLEIF, {@code /api/v1/lei-records}: records by LEI and by filter, direct and ultimate parents with their relationship records or
 * reporting exceptions, direct children, the issuing unit. Documents of JSON:API, lists in pages.
 */
final class Gleif implements Vendor {

    private static final String RECORDS = "/api/v1/lei-records";
    private static final String TYPE = "application/vnd.api+json";
    private static final int PAGE = 15;
    private static final int LARGEST_PAGE = 200;
    private static final String RECORDED = RECORDS + "/5493001KJTIIGC8Y1R12";

    private static final Map<String, BiPredicate<Party, String>> FILTERS = Map.of(
            "filter[lei]",
                    (party, value) ->
                            List.of(value.split(",")).contains(lei(party).code()),
            "filter[registeredAs]",
                    (party, value) -> GleifDocuments.registeredAs(party).contains(value),
            "filter[entity.registeredAs]",
                    (party, value) -> GleifDocuments.registeredAs(party).contains(value),
            "filter[entity.legalName]", (party, value) -> party.name().equalsIgnoreCase(value),
            "filter[entity.names]", (party, value) -> party.name().equalsIgnoreCase(value),
            "filter[entity.jurisdiction]", (party, value) -> party.country().equals(value),
            "filter[entity.legalAddress.country]",
                    (party, value) -> party.country().equals(value),
            "filter[entity.status]",
                    (party, value) -> GleifDocuments.status(party).equals(value),
            "filter[registration.status]", (party, value) -> lei(party).status().equals(value));

    private final Register register;
    private final GleifDocuments documents;
    private final Map<String, JsonNode> recorded = new ConcurrentHashMap<>();

    Gleif(Register register) {
        this.register = register;
        this.documents = new GleifDocuments();
        recorded.put(RECORDED, Documents.recording("gleif-record"));
        recorded.put(RECORDED + "/direct-parent", Documents.recording("gleif-direct-parent"));
        recorded.put(RECORDED + "/direct-parent-relationship", Documents.recording("gleif-direct-parent-relationship"));
        recorded.put(RECORDED + "/ultimate-parent", Documents.recording("gleif-ultimate-parent"));
    }

    private static Lei lei(Party party) {
        return Objects.requireNonNull(party.lei());
    }

    @Override
    public String name() {
        return "gleif";
    }

    @Override
    public String subject(Request request, String path) {
        return path.startsWith(RECORDS + '/')
                ? Documents.part(path, 4)
                : request.query().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("filter["))
                        .map(entry -> entry.getValue().getFirst())
                        .findFirst()
                        .orElse("");
    }

    @Override
    public Answer error(int status) {
        ObjectNode body = Documents.object();
        body.putArray("errors")
                .addObject()
                .put("status", Integer.toString(status))
                .put("title", status == 404 ? "Not found" : status == 429 ? "Too Many Requests" : "Error");
        return Answer.json(status, body).as(TYPE);
    }

    @Override
    public Answer answer(Request request, String path) {
        JsonNode known = recorded.get(path);
        if (known != null) {
            return Answer.json(200, known).as(TYPE);
        }
        if (path.equals(RECORDS)) {
            return search(request);
        }
        if (!path.startsWith(RECORDS + '/')) {
            return error(404);
        }
        String part = Documents.part(path, 5);
        return register.byLei(Documents.part(path, 4))
                .flatMap(party -> part.isEmpty() ? Optional.of(whole(party)) : related(party, part, request))
                .map(document -> Answer.json(200, document).as(TYPE))
                .orElseGet(() -> error(404));
    }

    private Optional<? extends JsonNode> related(Party party, String part, Request request) {
        Optional<Party> parent = parent(party);
        return switch (part) {
            case "direct-parent" -> parent.map(this::whole);
            case "ultimate-parent" -> ultimate(party).map(this::whole);
            case "direct-parent-relationship" ->
                parent.map(above -> documents.relationship(party, above, "IS_DIRECTLY_CONSOLIDATED_BY"));
            case "ultimate-parent-relationship" ->
                ultimate(party).map(above -> documents.relationship(party, above, "IS_ULTIMATELY_CONSOLIDATED_BY"));
            case "direct-parent-reporting-exception" ->
                documents.exception(party, "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT");
            case "ultimate-parent-reporting-exception" ->
                documents.exception(party, "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT");
            case "direct-children" ->
                Optional.of(page(children(party).map(this::data).toList(), request));
            case "direct-child-relationships" ->
                Optional.of(page(
                        children(party)
                                .map(child -> documents
                                        .relationship(child, party, "IS_DIRECTLY_CONSOLIDATED_BY")
                                        .path("data"))
                                .toList(),
                        request));
            case "managing-lou", "lei-issuer" -> Optional.of(GleifDocuments.issuer());
            default -> Optional.empty();
        };
    }

    private ObjectNode whole(Party party) {
        return documents.record(party, children(party).findAny().isPresent());
    }

    private JsonNode data(Party party) {
        return documents.data(party, children(party).findAny().isPresent());
    }

    private Optional<Party> parent(Party party) {
        return Optional.ofNullable(lei(party).parent()).flatMap(register::find).filter(parent -> parent.lei() != null);
    }

    private Optional<Party> ultimate(Party party) {
        Set<String> seen = new HashSet<>(Set.of(party.id()));
        Optional<Party> top = parent(party);
        for (Optional<Party> next = top; next.isPresent() && seen.add(next.get().id()); next = parent(next.get())) {
            top = next;
        }
        return top;
    }

    private Stream<Party> children(Party party) {
        return register.withLei().filter(child -> party.id().equals(lei(child).parent()));
    }

    private Answer search(Request request) {
        for (String name : request.query().keySet()) {
            if (name.startsWith("filter[") && !FILTERS.containsKey(name)) {
                return error(400);
            }
        }
        List<JsonNode> found = register.withLei()
                .filter(party -> FILTERS.entrySet().stream()
                        .allMatch(filter -> request.parameter(filter.getKey())
                                .map(value -> filter.getValue().test(party, value))
                                .orElse(true)))
                .map(this::data)
                .toList();
        return Answer.json(200, page(found, request)).as(TYPE);
    }

    private static ObjectNode page(List<JsonNode> all, Request request) {
        int number = Math.max(1, number(request, "page[number]", 1));
        int size = Math.clamp(number(request, "page[size]", PAGE), 1, LARGEST_PAGE);
        int last = Math.max(1, (all.size() + size - 1) / size);
        ObjectNode document = Documents.object();
        ObjectNode meta = GleifDocuments.putMeta(document);
        meta.putObject("pagination")
                .put("currentPage", number)
                .put("perPage", size)
                .put("from", all.isEmpty() ? null : (number - 1) * size + 1)
                .put("to", all.isEmpty() ? null : Math.min(number * size, all.size()))
                .put("total", all.size())
                .put("lastPage", last);
        document.putObject("links")
                .put("first", "https://api.gleif.org/api/v1/lei-records?page%5Bnumber%5D=1&page%5Bsize%5D=" + size)
                .put(
                        "last",
                        "https://api.gleif.org/api/v1/lei-records?page%5Bnumber%5D=" + last + "&page%5Bsize%5D="
                                + size);
        ArrayNode data = document.putArray("data");
        all.stream().skip((number - 1L) * size).limit(size).forEach(data::add);
        return document;
    }

    private static int number(Request request, String parameter, int otherwise) {
        String text = request.parameter(parameter).orElse("");
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
