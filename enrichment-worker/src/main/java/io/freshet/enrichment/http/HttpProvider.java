package io.freshet.enrichment.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.Exchange;
import io.freshet.enrichment.Inquiry;
import io.freshet.enrichment.Provider;
import io.freshet.enrichment.Subject;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Makes a provider's document of the answers to its requests. What a single call meets is the {@link Exchange}'s. */
public final class HttpProvider implements Provider {

    private static final int MOST_PAGES = 10;
    private static final int PAGE = 100;
    private static final String PARAMETER = "{parameter:";

    private final Exchange exchange;
    private final Clock clock;

    public HttpProvider(Exchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    @Override
    public Answer ask(ProviderDefinition provider, Subject subject, Inquiry inquiry) throws InterruptedException {
        ObjectNode documents = JsonNodeFactory.instance.objectNode();
        for (ProviderDefinition.Request request : provider.requests()) {
            Answer answer = pages(provider, request, subject, inquiry);
            switch (answer) {
                case Answer.Found found -> documents.set(request.name(), found.document());
                case Answer.NotFound missing -> {
                    if (!request.optional()) {
                        return missing;
                    }
                }
                case Answer.Throttled throttled -> {
                    return throttled;
                }
                case Answer.Unavailable unavailable -> {
                    return unavailable;
                }
                case Answer.Rejected rejected -> {
                    return rejected;
                }
                case Answer.Unmappable unmappable -> {
                    return unmappable;
                }
                case Answer.NotCalled held -> {
                    return held;
                }
            }
        }
        JsonNode whole = provider.requests().size() == 1
                ? documents.get(provider.requests().getFirst().name())
                : documents;
        return new Answer.Found(whole, clock.instant());
    }

    private Answer pages(
            ProviderDefinition provider, ProviderDefinition.Request request, Subject subject, Inquiry inquiry)
            throws InterruptedException {
        Optional<String> path = path(request.path(), subject);
        if (path.isEmpty()) {
            return new Answer.Rejected(0);
        }
        Answer first = send(provider, request, path.get(), inquiry);
        if (!request.paged()
                || !(first instanceof Answer.Found found)
                || !(found.document() instanceof ObjectNode document)) {
            return first;
        }
        if (!(document.get("items") instanceof ArrayNode items)) {
            return first;
        }
        int total = document.path("total_results").asInt();
        for (int page = 1; page < MOST_PAGES && items.size() < total; page++) {
            Answer next = send(provider, request, path.get() + "&start_index=" + page * PAGE, inquiry);
            if (!(next instanceof Answer.Found more) || !(more.document().get("items") instanceof ArrayNode added)) {
                return next instanceof Answer.Found ? first : next;
            }
            if (added.isEmpty()) {
                break;
            }
            items.addAll(added);
        }
        return first;
    }

    private Answer send(ProviderDefinition provider, ProviderDefinition.Request request, String target, Inquiry inquiry)
            throws InterruptedException {
        return exchange.send(provider, new Exchange.Call(request.name(), "GET", target, Map.of(), null), inquiry);
    }

    /** The path with the subject's identifiers and parameters, percent-encoded; empty when one that it needs is missing. */
    static Optional<String> path(String template, Subject subject) {
        String taxId = subject.taxId() == null ? subject.registryId() : subject.taxId();
        if (taxId == null || taxId.isBlank()) {
            return Optional.empty();
        }
        String digits = taxId.replaceAll("[^0-9A-Za-z]", "");
        String filled = template.replace("{taxId:digits}", encoded(digits)).replace("{taxId}", encoded(taxId));
        for (Map.Entry<String, String> parameter : subject.parameters().entrySet()) {
            filled = filled.replace(PARAMETER + parameter.getKey() + "}", encoded(parameter.getValue()));
        }
        return filled.contains(PARAMETER) ? Optional.empty() : Optional.of(filled);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
