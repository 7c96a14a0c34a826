package io.freshet.enrichment;

import io.freshet.core.merge.ProfileMerge;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks all providers of a node side by side; what the journal holds already is not asked again. */
public final class EnrichNode {

    private final Map<String, ProviderDefinition> catalogue;
    private final CallJournal journal;
    private final ProviderCall call;
    private final ProfileMerge merge;
    private final Clock clock;
    private final SingleFlight<String, Result> flights = new SingleFlight<>();

    public EnrichNode(
            List<ProviderDefinition> catalogue,
            CallJournal journal,
            ProviderCall call,
            ProfileMerge merge,
            Clock clock) {
        this.catalogue = catalogue.stream().collect(Collectors.toMap(ProviderDefinition::code, Function.identity()));
        this.journal = journal;
        this.call = call;
        this.merge = merge;
        this.clock = clock;
    }

    /**
     * A node to be enriched.
     *
     * @param providers codes in the order of the command
     * @param retryOf jobs whose successes need not be repeated, newest first
     */
    public record Node(
            String jobId,
            String nodeId,
            String tenantId,
            Subject subject,
            List<String> providers,
            Question.Terms terms,
            List<String> retryOf) {
        public Node {
            providers = List.copyOf(providers);
            retryOf = List.copyOf(retryOf);
        }
    }

    /** How it ended. */
    public sealed interface Result {}

    /** Every provider has an outcome. */
    public record Enriched(Enrichment enrichment) implements Result {}

    /** A provider wants to be asked later; what the others said is in the journal. */
    public record Postponed(Duration delay) implements Result {}

    /**
     * Enriches. A repetition that comes while the node is being enriched waits for that: whoever looks into the journal does so
     * either before any call of the node is made or after all of them are kept, so none is made twice.
     */
    public Result enrich(Node node) throws InterruptedException {
        return flights.fly(node.jobId() + '\n' + node.nodeId(), () -> enrichAlone(node));
    }

    private Result enrichAlone(Node node) throws InterruptedException {
        CallJournal.Known known = known(node);
        Map<String, Future<ProviderCall.Result>> calls = new LinkedHashMap<>();
        Map<String, Execution> executions = new HashMap<>(known.executions());
        Optional<Duration> postponed = Optional.empty();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String code : node.providers()) {
                if (!known.executions().containsKey(code)) {
                    calls.put(
                            code,
                            threads.submit(() -> ask(node, code, known.doubts().get(code))));
                }
            }
            for (Map.Entry<String, Future<ProviderCall.Result>> pending : calls.entrySet()) {
                switch (get(pending.getValue())) {
                    case ProviderCall.Settled settled -> executions.put(pending.getKey(), settled.execution());
                    case ProviderCall.Postponed later ->
                        postponed = Optional.of(postponed
                                .filter(delay -> delay.compareTo(later.delay()) > 0)
                                .orElse(later.delay()));
                }
            }
        }
        if (postponed.isPresent()) {
            return new Postponed(postponed.get());
        }
        List<Execution> ordered = new ArrayList<>();
        node.providers()
                .forEach(code -> Optional.ofNullable(executions.get(code)).ifPresent(ordered::add));
        return new Enriched(Enrichment.of(ordered, merge));
    }

    private CallJournal.Known known(Node node) {
        if (node.providers().isEmpty()) {
            return new CallJournal.Known(Map.of(), Map.of());
        }
        CallJournal.Known found = journal.find(node.jobId(), node.nodeId());
        if (node.retryOf().isEmpty() || found.executions().keySet().containsAll(node.providers())) {
            return found;
        }
        Map<String, Execution> known = new HashMap<>(found.executions());
        journal.findSucceeded(node.retryOf(), node.nodeId(), node.tenantId()).forEach((code, earlier) -> {
            if (!known.containsKey(code)) {
                Execution reused = earlier.execution().reused(executionId(node, code), clock.instant());
                journal.adopt(node.jobId(), node.nodeId(), reused, earlier);
                known.put(code, reused);
            }
        });
        return new CallJournal.Known(known, found.doubts());
    }

    private ProviderCall.Result ask(Node node, String code, CallJournal.@Nullable Doubt doubt)
            throws InterruptedException {
        String executionId = executionId(node, code);
        ProviderDefinition definition = catalogue.get(code);
        if (definition == null) {
            return new ProviderCall.Settled(unknown(code, executionId));
        }
        return call.call(new Question(
                definition,
                node.subject().askedOf(definition),
                new CallId(node.jobId(), node.nodeId(), code, node.tenantId()),
                executionId,
                node.terms(),
                doubt));
    }

    private static Execution unknown(String code, String executionId) {
        Execution.Failure failure = new Execution.Failure(
                "INTEGRATION_NOT_ENABLED", "No worker knows this provider.", "configuration", false, null);
        return new Execution(code, executionId, false, List.of(), 0, 0, 0, 0, null, null, null, failure, null, null);
    }

    private static ProviderCall.Result get(Future<ProviderCall.Result> pending) throws InterruptedException {
        try {
            return pending.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static String executionId(Node node, String code) {
        String name = node.jobId() + '\n' + node.nodeId() + '\n' + code;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
