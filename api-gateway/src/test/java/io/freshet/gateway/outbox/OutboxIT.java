package io.freshet.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.SharedParts;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.transaction.Transactions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What transactions leave, on PostgreSQL and Kafka, with the leader's sweeper at work. */
@ExtendWith(SharedGateway.class)
class OutboxIT {

    private final String topic = "outbox-" + UUID.randomUUID();
    private final RunningGateway shared;

    OutboxIT(RunningGateway shared) throws Exception {
        this.shared = shared;
        shared.createTopic(topic);
    }

    @Test
    void shouldSendEachRowOnceInOrderAndDeleteItWhenTransactionsCommit() {
        List<String> texts = texts(0, 50);

        texts.forEach(text -> append(shared, List.of(record("key", text))));
        append(shared, texts(50, 80).stream().map(text -> record("key", text)).toList());

        awaitNoRows(shared);
        assertThat(sent(shared, "key")).isEqualTo(texts(0, 80));
        assertThat(shared.records(topic))
                .allSatisfy(record ->
                        assertThat(RunningGateway.header(record, "name")).isEqualTo("wörd"));
    }

    @Test
    void shouldSendEachRowOnceWhenManyTransactionsCommitAtOnce() {
        List<String> keys = IntStream.range(0, 100).mapToObj(i -> "key" + i).toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            keys.forEach(key -> threads.execute(() -> append(
                    shared, texts(0, 5).stream().map(text -> record(key, text)).toList())));
        }

        awaitNoRows(shared);
        assertThat(shared.records(topic)).hasSize(500);
        assertThat(keys).allSatisfy(key -> assertThat(sent(shared, key)).isEqualTo(texts(0, 5)));
    }

    @Test
    void shouldSweepEachRowOnceInOrderPerKeyWhenACrashLeftItBehind() {
        List<OutboxRecord> left = new ArrayList<>();
        for (String text : texts(0, 20)) {
            List.of("a", "b", "c").forEach(key -> left.add(record(key, text)));
        }
        // Committed, and handed to nobody: what a process leaves that dies at this moment.
        shared.bean(Transactions.class).write(() -> {
            shared.bean(OutboxRepository.class).insert(left);
            return shared.database()
                    .update("UPDATE outbox SET created_at = now() - interval '1 minute' WHERE topic = ?", topic);
        });

        awaitNoRows(shared);
        append(shared, List.of(record("a", "later")));
        awaitNoRows(shared);
        assertThat(shared.records(topic)).hasSize(61);
        assertThat(sent(shared, "a").subList(0, 20)).isEqualTo(texts(0, 20));
        assertThat(sent(shared, "b")).isEqualTo(texts(0, 20));
        assertThat(sent(shared, "c")).isEqualTo(texts(0, 20));
    }

    @Test
    void shouldSendNothingWhenTheTransactionRollsBack() {
        assertThatThrownBy(() -> shared.bean(Transactions.class).write(() -> {
                    shared.bean(Outbox.class).append(List.of(record("key", "never")));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rows(shared)).isZero();

        append(shared, List.of(record("key", "committed")));

        awaitNoRows(shared);
        assertThat(sent(shared, "key")).containsExactly("committed");
    }

    @Test
    void shouldWriteNothingWhenThereIsNoTransaction() {
        assertThatThrownBy(() -> shared.bean(Outbox.class).append(List.of(record("key", "never"))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(rows(shared)).isZero();
    }

    @Test
    void shouldKeepARowThatTheBrokerRefusesAndSendTheOthers() {
        OutboxRecord refused = new OutboxRecord(null, topic, "key", Map.of(), new byte[2 * 1024 * 1024]);

        append(shared, List.of(refused, record("key", "after")));

        Awaitility.await()
                .atMost(RunningGateway.PATIENCE)
                .untilAsserted(() -> assertThat(sent(shared, "key")).containsExactly("after"));
        Awaitility.await().atMost(RunningGateway.PATIENCE).until(() -> rows(shared) == 1);
        shared.database().update("DELETE FROM outbox WHERE topic = ?", topic);
    }

    @Test
    void shouldKeepRowsAndSendThemLaterWhenTheBrokerIsAway(@TempDir Path data) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, SharedParts.cache(), 0);
                RunningGateway gateway = RunningGateway.on(broker.bootstrapServers())) {
            gateway.createTopic(topic);
            append(gateway, List.of(record("key", "0")));
            awaitNoRows(gateway);

            broker.process().kill();
            texts(1, 20).forEach(text -> append(gateway, List.of(record("key", text))));
            assertThat(rows(gateway)).isEqualTo(19);

            broker.restart();
            awaitNoRows(gateway);
            assertThat(sent(gateway, "key")).isEqualTo(texts(0, 20));
        }
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private OutboxRecord record(String key, String text) {
        return new OutboxRecord(null, topic, key, Map.of("name", "wörd"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static void append(RunningGateway gateway, List<OutboxRecord> records) {
        gateway.bean(Transactions.class).write(() -> {
            gateway.bean(Outbox.class).append(records);
            return 0;
        });
    }

    private int rows(RunningGateway gateway) {
        return gateway.database()
                .query("SELECT 1 AS one FROM outbox WHERE topic = ?", row -> row.integer("one"), topic)
                .size();
    }

    private void awaitNoRows(RunningGateway gateway) {
        Awaitility.await().atMost(RunningGateway.PATIENCE).until(() -> rows(gateway) == 0);
    }

    /** Texts of the records under the key, as the topic holds them. */
    private List<String> sent(RunningGateway gateway, String key) {
        return gateway.records(topic).stream()
                .filter(record -> record.key().equals(key))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
