package io.freshet.enrichment;

import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link EnrichmentProvider}s of this worker. What is not asked by one of them is asked by HTTP. */
public final class CodedProviders {

    private static final Logger LOGGER = LoggerFactory.getLogger(CodedProviders.class);
    private static final Exchange.Call CALL = new Exchange.Call("ask", "ASK", "/", Map.of(), null);

    private final Map<String, EnrichmentProvider> byCode;

    private CodedProviders(Map<String, EnrichmentProvider> byCode) {
        this.byCode = Map.copyOf(byCode);
    }

    /**
     * Finds those of the class path.
     *
     * @throws IllegalArgumentException when a file of the catalogue has neither requests nor a class, or two classes have one code
     */
    public static CodedProviders find(List<ProviderDefinition> catalogue) {
        Map<String, EnrichmentProvider> found = new HashMap<>();
        for (EnrichmentProvider provider : ServiceLoader.load(EnrichmentProvider.class)) {
            if (found.put(provider.code(), provider) != null) {
                throw new IllegalArgumentException("two classes are the provider " + provider.code());
            }
        }
        Map<String, EnrichmentProvider> used = new HashMap<>();
        for (ProviderDefinition definition : catalogue) {
            EnrichmentProvider provider = found.remove(definition.code());
            if (provider == null && definition.requests().isEmpty()) {
                throw new IllegalArgumentException(
                        "the provider " + definition.code() + " has no requests, and no class is for it");
            }
            if (provider != null && definition.requests().isEmpty()) {
                used.put(definition.code(), provider);
            }
        }
        found.keySet()
                .forEach(code -> LOGGER.atWarn()
                        .addKeyValue("provider", code)
                        .log("A class is for a provider that the catalogue lacks"));
        return new CodedProviders(used);
    }

    /** Asks by code what code is for, and all others as {@code other} does. */
    public Provider orElse(Provider other, Exchange guarded) {
        return (definition, subject, inquiry) -> {
            if (!byCode.containsKey(definition.code())) {
                return other.ask(definition, subject, inquiry);
            }
            if (!definition.accepts(subject.parameters())) {
                return new Answer.Rejected(Answer.Refusal.SUBJECT, 0);
            }
            inquiry.about(subject);
            return guarded.send(definition, CALL, inquiry);
        };
    }

    /** The innermost exchange: by code what code is for, and all others as {@code other} does. */
    public Exchange orElse(Exchange other) {
        return (definition, call, inquiry) -> {
            EnrichmentProvider provider = byCode.get(definition.code());
            return provider == null ? other.send(definition, call, inquiry) : ask(provider, definition, inquiry);
        };
    }

    static Answer ask(EnrichmentProvider provider, ProviderDefinition definition, Inquiry inquiry)
            throws InterruptedException {
        FutureTask<Answer> asking =
                new FutureTask<>(() -> provider.ask(definition, inquiry.subject(), inquiry.deadline()));
        Thread.ofVirtual().start(asking);
        try {
            return asking.get(definition.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Answer.Unavailable(Answer.Reason.TIMEOUT, 504);
        } catch (ExecutionException e) {
            LOGGER.atWarn()
                    .addKeyValue("provider", definition.code())
                    .addKeyValue(
                            "cause",
                            e.getCause() == null ? "" : e.getCause().getClass().getName())
                    .log("A provider's code failed");
            return new Answer.Unavailable(Answer.Reason.SERVER_ERROR, 500);
        } finally {
            asking.cancel(true);
        }
    }
}
