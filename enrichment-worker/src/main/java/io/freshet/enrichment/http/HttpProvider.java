package io.freshet.enrichment.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.Exchange;
import io.freshet.enrichment.Inquiry;
import io.freshet.enrichment.Provider;
import io.freshet.enrichment.Subject;
import io.freshet.enrichment.catalogue.JsonataMapping.MappingException;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.freshet.enrichment.catalogue.ProviderDefinition.Request;
import java.time.Clock;
import java.util.Optional;

/** Makes a provider's document of the answers to its requests. What a single call meets is the {@link Exchange}'s. */
public final class HttpProvider implements Provider {

    private final Exchange exchange;
    private final Clock clock;

    public HttpProvider(Exchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    @Override
    public Answer ask(ProviderDefinition provider, Subject subject, Inquiry inquiry) throws InterruptedException {
        if (!provider.accepts(subject.parameters())) {
            return new Answer.Rejected(Answer.Refusal.SUBJECT, 0);
        }
        ObjectNode documents = JsonNodeFactory.instance.objectNode();
        CallComposer composer = new CallComposer(subject, documents);
        for (Request request : provider.requests()) {
            Answer answer = answer(provider, request, composer, inquiry);
            switch (answer) {
                case Answer.Found found -> documents.set(request.name(), found.document());
                case Answer.NotFound missing -> {
                    if (!request.optional()) {
                        return missing;
                    }
                }
                case Answer.Throttled _,
                        Answer.Unavailable _,
                        Answer.Rejected _,
                        Answer.Unmappable _,
                        Answer.NotCalled _ -> {
                    return answer;
                }
            }
        }
        if (documents.isEmpty()) {
            return new Answer.NotFound(clock.instant());
        }
        JsonNode whole = provider.requests().size() == 1
                ? documents.path(provider.requests().getFirst().name())
                : documents;
        return new Answer.Found(whole, clock.instant());
    }

    /**
     * What cannot be asked is not found where it may be left out, and where the answers before it should have said what to ask
     * for.
     */
    private Answer answer(ProviderDefinition provider, Request request, CallComposer composer, Inquiry inquiry)
            throws InterruptedException {
        Optional<Exchange.Call> composed;
        try {
            composed = composer.compose(request);
        } catch (MappingException e) {
            return new Answer.Unmappable("the request " + request.name() + " cannot be made of what came before");
        }
        if (composed.isEmpty()) {
            return request.optional() || composer.hasComposed()
                    ? new Answer.NotFound(clock.instant())
                    : new Answer.Rejected(Answer.Refusal.SUBJECT, 0);
        }
        Exchange.Call call = composed.get();
        if (request.pages().isEmpty()) {
            return exchange.send(provider, call, inquiry);
        }
        return new Paging(request.pages().get())
                .collect(call.target(), target -> exchange.send(provider, call.to(target), inquiry));
    }
}
