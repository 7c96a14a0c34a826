package io.freshet.ownership.messaging;

import io.freshet.core.Stage;
import io.freshet.ownership.tree.Ask;
import io.freshet.ownership.tree.OwnershipTree;
import io.freshet.ownership.tree.Resolution;
import io.freshet.ownership.tree.TreeStep;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.Headers;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.ResolveOwnership;
import io.freshet.schemas.serde.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the answers of enrichment to the jobs' trees, strikes deadlines, and sends what follows.
 *
 * <p>Delivery is at least once: state and output are both written before the input's offset is committed, so after a
 * crash an input is read again, perhaps against a state that has its effect already. {@link OwnershipTree} then gives
 * the same output again. Nothing here may depend on an input being new.
 */
final class OwnershipProcessor implements Processor<String, byte[], String, Object> {

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnershipProcessor.class);
    private static final Duration CLOCK_TICK = Duration.ofSeconds(1);

    private final Deserializer<?> events;
    private final EnrichmentAnswers answers = new EnrichmentAnswers();
    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable JobStore jobs;

    OwnershipProcessor(Deserializer<?> events) {
        this.events = events;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.jobs = new JobStore(
                context.getStateStore(OwnershipTopology.JOBS),
                context.getStateStore(OwnershipTopology.ROOTS),
                Instant.ofEpochMilli(context.currentSystemTimeMs()));
        context.schedule(CLOCK_TICK, PunctuationType.WALL_CLOCK_TIME, millis -> onTick(Instant.ofEpochMilli(millis)));
    }

    @Override
    public void process(Record<String, byte[]> message) {
        if (isCancellation()) {
            onCancelled(message.key(), Instant.ofEpochMilli(message.timestamp()));
            return;
        }
        if (!Stage.OWNERSHIP.name().equals(text(message, Headers.NEXT_STAGE))) {
            return;
        }
        try {
            onEnriched(decode(message.value()), message);
        } catch (UnusableRecord e) {
            LOGGER.atWarn()
                    .addKeyValue("jobId", message.key())
                    .addKeyValue("reason", e.getMessage())
                    .log("dead-lettered");
            context().forward(DeadLetters.of(message, context().recordMetadata(), e), OwnershipTopology.DEAD_LETTERS);
        }
    }

    @SuppressWarnings("ReferenceEquality") // A step that changes nothing gives the tree itself.
    private void onEnriched(EntityEnriched event, Record<String, byte[]> message) {
        String jobId = event.getContext().getJobId();
        boolean ofRoot = event.getNodeId().equals(OwnershipTree.ROOT);
        Optional<OwnershipTree> known = jobs().tree(jobId);
        if (known.isEmpty() && !ofRoot) {
            return;
        }
        OwnershipTree tree = known.orElseGet(() -> EnrichmentAnswers.start(event));
        // The time of the record, not of the clock: when it is read again, it must settle the job at the same moment.
        TreeStep step = tree.onEnriched(answers.answer(event), Instant.ofEpochMilli(message.timestamp()));
        if (ofRoot) {
            jobs().saveRoot(jobId, message.value());
        }
        if (known.isEmpty()) {
            jobs().add(jobId, step.tree());
        } else if (step.tree() != tree) {
            jobs().save(jobId, step.tree());
        }
        for (Ask ask : step.commands()) {
            sendCommand(event.getContext(), tree, ask, message);
        }
        step.resolved().ifPresent(resolution -> sendResolved(jobId, resolution, text(message, Headers.TRACEPARENT)));
    }

    private boolean isCancellation() {
        return context()
                .recordMetadata()
                .filter(metadata -> metadata.topic().equals(OwnershipTopology.CANCELLATIONS_TOPIC))
                .isPresent();
    }

    /** The key says it all. A root that is missing is about to be read again, and then nothing follows from it. */
    @SuppressWarnings("ReferenceEquality") // A step that changes nothing gives the tree itself.
    private void onCancelled(@Nullable String jobId, Instant at) {
        if (jobId == null) {
            return;
        }
        Optional<OwnershipTree> known = jobs().tree(jobId);
        if (known.isEmpty()) {
            jobs().add(jobId, OwnershipTree.cancelledBeforeItsStart(at));
            return;
        }
        TreeStep step = known.get().onCancel(at);
        if (step.tree() != known.get()) {
            jobs().save(jobId, step.tree());
        }
        if (jobs().root(jobId).isPresent()) {
            // Nobody acts on it: the slip ends here.
            step.resolved().ifPresent(resolution -> sendResolved(rootOf(jobId), resolution, Headers.DONE, null));
        }
    }

    /** A root that is missing was written with an input that is about to be read again. */
    private void onTick(Instant now) {
        for (String jobId : jobs().toRepeat(now)) {
            jobs().tree(jobId)
                    .filter(tree -> jobs().root(jobId).isPresent())
                    .flatMap(OwnershipTree::resolution)
                    .ifPresent(resolution -> sendResolved(jobId, resolution, null));
        }
        jobs().wake(now, (jobId, tree) -> {
            if (jobs().root(jobId).isEmpty()) {
                return;
            }
            TreeStep step = tree.onDeadline(now);
            jobs().save(jobId, step.tree());
            step.resolved().ifPresent(resolution -> sendResolved(jobId, resolution, null));
        });
    }

    private void sendCommand(JobContext job, OwnershipTree tree, Ask ask, Record<String, byte[]> cause) {
        Map<String, String> headers = JobHeaders.of(job, "EnrichEntity", ask.nodeId(), Stage.ENRICH.name());
        String trace = text(cause, Headers.TRACEPARENT);
        if (trace != null) {
            headers.put(Headers.TRACEPARENT, trace);
        }
        Object command = OwnershipRecords.command(job, tree.plan(), ask);
        String sink = job.getBulk() ? OwnershipTopology.BULK_COMMANDS : OwnershipTopology.COMMANDS;
        context().forward(new Record<>(ask.nodeId(), command, cause.timestamp(), headers(headers)), sink);
    }

    private void sendResolved(String jobId, Resolution resolution, @Nullable String trace) {
        EntityEnriched root = rootOf(jobId);
        sendResolved(root, resolution, OwnershipRecords.nextStage(root.getContext()), trace);
    }

    private void sendResolved(EntityEnriched root, Resolution resolution, String next, @Nullable String trace) {
        Map<String, String> headers = JobHeaders.of(root.getContext(), "OwnershipResolved", OwnershipTree.ROOT, next);
        if (trace != null) {
            headers.put(Headers.TRACEPARENT, trace);
        }
        Object event = OwnershipRecords.resolved(root, resolution);
        long timestamp = resolution.resolvedAt().toEpochMilli();
        context()
                .forward(
                        new Record<>(root.getContext().getJobId(), event, timestamp, headers(headers)),
                        OwnershipTopology.EVENTS);
    }

    private EntityEnriched rootOf(String jobId) {
        return decode(jobs().root(jobId)
                .orElseThrow(() -> new IllegalStateException("job " + jobId + " has a tree and no event of its root")));
    }

    private EntityEnriched decode(byte @Nullable [] value) {
        if (value == null) {
            throw new UnusableRecord("no value");
        }
        try {
            Object record = events.deserialize(OwnershipTopology.SOURCE_TOPIC, value);
            if (record instanceof EntityEnriched event) {
                return event;
            }
            if (record instanceof ResolveOwnership command) {
                return OwnershipRecords.rootEvent(command);
            }
            throw new UnusableRecord("neither an EntityEnriched nor a ResolveOwnership");
        } catch (RegistryUnavailableException e) {
            // The record may be fine. The thread ends here and its successor reads the record again.
            throw e;
        } catch (SerializationException e) {
            throw new UnusableRecord("undecodable: " + e.getClass().getSimpleName());
        }
    }

    private ProcessorContext<String, Object> context() {
        if (context == null) {
            throw new IllegalStateException("not initialized");
        }
        return context;
    }

    private JobStore jobs() {
        if (jobs == null) {
            throw new IllegalStateException("not initialized");
        }
        return jobs;
    }

    /** In the order of their names, so that a repeated record has the same bytes. */
    private static RecordHeaders headers(Map<String, String> values) {
        RecordHeaders headers = new RecordHeaders();
        new TreeMap<>(values).forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private static @Nullable String text(Record<?, ?> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
