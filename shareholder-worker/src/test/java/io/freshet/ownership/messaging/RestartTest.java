package io.freshet.ownership.messaging;

import static io.freshet.ownership.messaging.Events.holder;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ownership.store.TreeSerde;
import io.freshet.ownership.tree.OwnershipTree;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.Headers;
import io.freshet.schemas.OwnershipResolved;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that starts on the stores of one that died. */
class RestartTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final EntityEnriched ROOT =
            Events.rootAnswer(Events.context("job", NOW.plusSeconds(30), false), NOW, holder("00000002", 60));

    @TempDir
    private Path directory;

    private final KeyValueStore<String, OwnershipTree> trees = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(OwnershipTopology.JOBS), Serdes.String(), new TreeSerde())
            .withLoggingDisabled()
            .build();
    private final KeyValueStore<String, byte[]> roots = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(OwnershipTopology.ROOTS), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @Test
    void shouldRepeatTheResolutionWhenTheClockHadSettledTheJob() {
        // Given
        MockProcessorContext<String, Object> died = context(NOW);
        trees.init(died.getStateStoreContext(), trees);
        roots.init(died.getStateStoreContext(), roots);
        process(died);
        tick(died, NOW.plusSeconds(28));
        OwnershipResolved first = resolved(died).getFirst();
        MockProcessorContext<String, Object> next = context(NOW.plusSeconds(40));
        next.addStateStore(trees);
        next.addStateStore(roots);
        processor(next);

        // When
        tick(next, NOW.plusSeconds(41));
        tick(next, NOW.plusSeconds(42));

        // Then
        assertThat(resolved(next)).containsExactly(first);
    }

    @Test
    void shouldAskAgainWhenTheAnswerIsReadAgain() {
        // Given
        MockProcessorContext<String, Object> died = context(NOW);
        trees.init(died.getStateStoreContext(), trees);
        roots.init(died.getStateStoreContext(), roots);
        process(died);
        MockProcessorContext<String, Object> next = context(NOW.plusSeconds(5));
        next.addStateStore(trees);
        next.addStateStore(roots);
        roots.delete("job");

        // When
        process(next);

        // Then
        assertThat(next.forwarded()).isEqualTo(died.forwarded()).hasSize(1);
        assertThat(roots.get("job")).isNotNull();
    }

    @Test
    void shouldWaitForTheRootWhenItsEventWasLost() {
        // Given
        MockProcessorContext<String, Object> died = context(NOW);
        trees.init(died.getStateStoreContext(), trees);
        roots.init(died.getStateStoreContext(), roots);
        process(died);
        roots.delete("job");
        MockProcessorContext<String, Object> next = context(NOW.plusSeconds(40));
        next.addStateStore(trees);
        next.addStateStore(roots);
        OwnershipProcessor processor = processor(next);
        tick(next, NOW.plusSeconds(41));
        boolean resolvedTooEarly = !resolved(next).isEmpty();

        // When
        processor.process(input());
        tick(next, NOW.plusSeconds(42));

        // Then
        assertThat(resolvedTooEarly).isFalse();
        assertThat(resolved(next)).hasSize(1);
    }

    private MockProcessorContext<String, Object> context(Instant now) {
        MockProcessorContext<String, Object> context = new MockProcessorContext<>(
                new Properties(), new org.apache.kafka.streams.processor.TaskId(0, 0), directory.toFile());
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        return context;
    }

    private static OwnershipProcessor processor(MockProcessorContext<String, Object> context) {
        OwnershipProcessor processor =
                new OwnershipProcessor(PlainAvro.<EntityEnriched>deserializer(EntityEnriched.getClassSchema()));
        processor.init(context);
        return processor;
    }

    private static void process(MockProcessorContext<String, Object> context) {
        processor(context).process(input());
    }

    private static Record<String, byte[]> input() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.NEXT_STAGE, "OWNERSHIP".getBytes(StandardCharsets.UTF_8));
        return new Record<>("job", PlainAvro.serializer().serialize("any", ROOT), NOW.toEpochMilli(), headers);
    }

    private static void tick(MockProcessorContext<String, Object> context, Instant now) {
        context.setCurrentSystemTimeMs(now.toEpochMilli());
        context.scheduledPunctuators()
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(now.toEpochMilli()));
    }

    private static List<OwnershipResolved> resolved(MockProcessorContext<String, Object> context) {
        return context.forwarded(OwnershipTopology.EVENTS).stream()
                .map(CapturedForward::record)
                .map(record -> (OwnershipResolved) record.value())
                .toList();
    }
}
