package io.freshet.gateway.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.SharedGateway;
import io.freshet.gateway.transaction.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Statements, their values and their transactions on PostgreSQL. */
@ExtendWith(SharedGateway.class)
class DatabaseIT {

    private static final Instant AT = Instant.parse("2026-03-01T23:59:59.123456Z");

    private final Database database;
    private final Transactions transactions;
    private final String table = "t" + UUID.randomUUID().toString().replace("-", "");

    DatabaseIT(RunningGateway gateway) {
        this.database = gateway.database();
        this.transactions = gateway.bean(Transactions.class);
    }

    @BeforeEach
    void createTable() {
        database.update("CREATE TABLE " + table + """
                 (id integer PRIMARY KEY, words text, number integer, big bigint, flag boolean, uid uuid, at timestamptz,
                  doc jsonb, bytes bytea, texts text[], uids uuid[], blobs bytea[], bigs bigint[])
                """);
    }

    @Test
    void shouldGiveBackEveryKindOfValueWhenItWasStored() throws Exception {
        UUID uid = UUID.randomUUID();
        JsonNode doc = new ObjectMapper().readTree("{\"a\": [1, \"ü\\\"{}?'\", null], \"b\": {\"c\": 1.5}}");
        byte[] bytes = {0, -1, 39, 92};
        List<String> texts = List.of("", "NULL", "a,b", "{}", "\"q\"", "back\\slash", "ü");

        insert(1, "it's ü ?", 7, Long.MAX_VALUE, true, uid, AT, doc, bytes, SqlArray.texts(texts));

        database.query("SELECT * FROM " + table, row -> {
            assertThat(row.text("words")).isEqualTo("it's ü ?");
            assertThat(row.integer("number")).isEqualTo(7);
            assertThat(row.bigint("big")).isEqualTo(Long.MAX_VALUE);
            assertThat(row.flag("flag")).isTrue();
            assertThat(row.uuid("uid")).isEqualTo(uid);
            assertThat(row.instant("at")).isEqualTo(AT);
            assertThat(row.object("doc")).isEqualTo(doc);
            assertThat(row.bytes("bytes")).isEqualTo(bytes);
            assertThat(row.texts("texts")).isEqualTo(texts);
            return 1;
        });
        assertThat(texts("words")).hasSize(1);
    }

    @Test
    void shouldStoreNullWhenAnyKindOfValueIsNull() {
        insert(1, null, null, null, null, null, null, null, null, null);

        assertThat(database.query(
                        "SELECT * FROM " + table,
                        row -> Arrays.asList(
                                row.nullableText("words"),
                                row.nullableInteger("number"),
                                row.nullableUuid("uid"),
                                row.nullableInstant("at"),
                                row.nullableJson("doc"),
                                row.nullableObject("doc"))))
                .containsExactly(Arrays.asList(null, null, null, null, null, null));
        assertThat(database.query(
                        "SELECT num_nulls(words, number, big, flag, uid, at, doc, bytes, texts) AS n FROM " + table,
                        row -> row.integer("n")))
                .containsExactly(9);
    }

    @Test
    void shouldNameTheColumnWhenAValueThatMustBeThereIsNull() {
        insert(1, null, null, null, null, null, null, null, null, null);

        List<RowMapper<?>> reads = List.of(
                row -> row.text("words"),
                row -> row.integer("number"),
                row -> row.bigint("big"),
                row -> row.flag("flag"),
                row -> row.uuid("uid"),
                row -> row.instant("at"),
                row -> row.object("doc"),
                row -> row.bytes("bytes"),
                row -> row.texts("texts"));
        assertThat(reads)
                .allSatisfy(read -> assertThatThrownBy(() -> database.query("SELECT * FROM " + table, read))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("column "));
    }

    @Test
    void shouldTellJsonNullFromNoValue() {
        insert(1, null, null, null, null, null, null, JsonNodeFactory.instance.nullNode(), null, null);

        assertThat(database.query(
                        "SELECT doc FROM " + table,
                        row -> Objects.requireNonNullElse(
                                row.nullableJson("doc"), JsonNodeFactory.instance.missingNode())))
                .containsExactly(JsonNodeFactory.instance.nullNode());
    }

    @Test
    void shouldStoreArraysOfEveryTypeWithTheirNulls() {
        UUID uid = UUID.randomUUID();
        database.update(
                "INSERT INTO " + table + " (id, uids, blobs, bigs, texts) VALUES (1, ?, ?, ?, ?)",
                SqlArray.uuids(Arrays.asList(uid, null)),
                SqlArray.byteas(List.of(new byte[] {0, 1}, new byte[0])),
                SqlArray.bigints(List.of(Long.MIN_VALUE)),
                SqlArray.texts(List.of()));

        assertThat(database.queryOne(
                        "SELECT uids::text || blobs::text || bigs::text || texts::text AS all FROM " + table,
                        row -> row.text("all")))
                .contains("{" + uid + ",NULL}" + "{\"\\\\x0001\",\"\\\\x\"}" + "{-9223372036854775808}" + "{}");
        assertThat(database.query(
                        "SELECT id FROM " + table + " WHERE ? = ANY (uids) AND id = ANY (?)",
                        row -> row.integer("id"),
                        uid,
                        SqlArray.bigints(List.of(1L, 2L))))
                .containsExactly(1);
    }

    @Test
    void shouldReadAMapOfStrings() {
        insert(
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("k", "v"),
                null,
                null);

        assertThat(database.query("SELECT doc FROM " + table, row -> row.textMap("doc")))
                .containsExactly(Map.of("k", "v"));
    }

    @Test
    void shouldGiveTheRowOrNothingOrRefuseWhenOneIsAskedFor() {
        add(1, "a");
        add(2, "b");
        assertThat(one(1)).contains("a");
        assertThat(one(3)).isEmpty();
        assertThatThrownBy(() -> database.queryOne("SELECT words FROM " + table, row -> row.text("words")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2");
    }

    @Test
    void shouldCountWhatEachStatementChanged() {
        assertThat(database.batch(
                        "INSERT INTO " + table + " (id, words) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        List.of(1, 2, 1, 3),
                        id -> Parameters.of(id, "w" + id)))
                .containsExactly(1, 1, 0, 1);
        assertThat(database.batch("INSERT INTO nowhere VALUES (?)", List.<Integer>of(), Parameters::of))
                .isEmpty();
        assertThat(database.update("UPDATE " + table + " SET number = 1 WHERE id > ?", 1))
                .isEqualTo(2);
        assertThat(database.updateReturning(
                        "DELETE FROM " + table + " WHERE number = ? RETURNING id", row -> row.integer("id"), 1))
                .containsExactlyInAnyOrder(2, 3);
        assertThat(texts("words")).containsExactly("w1");
    }

    @Test
    void shouldKeepNothingOfABatchWhenOneElementFails() {
        assertThatThrownBy(() ->
                        database.batch("INSERT INTO " + table + " (id) VALUES (?)", List.of(1, 2, 1), Parameters::of))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("23505");

        assertThat(texts("id::text")).isEmpty();
    }

    @Test
    void shouldRollEverythingBackAndForgetTheHooksWhenTheWorkFails() {
        List<String> ran = new ArrayList<>();

        assertThatThrownBy(() -> transactions.write(() -> {
                    add(1, "a");
                    transactions.write(() -> {
                        add(2, "b");
                        transactions.afterCommit(() -> ran.add("inner"));
                        return 0;
                    });
                    transactions.afterCommit(() -> ran.add("outer"));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");

        assertThat(texts("words")).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void shouldRunEachHookOnceAndOnlyAfterTheOutermostCommit() throws Exception {
        List<String> ran = new ArrayList<>();

        transactions.write(() -> {
            transactions.write(() -> {
                add(1, "a");
                transactions.afterCommit(() -> ran.add("first"));
                return 0;
            });
            transactions.afterCommit(() -> {
                throw new IllegalStateException("a hook that fails harms nobody");
            });
            transactions.afterCommit(() -> ran.add("second, others see " + elsewhere()));
            assertThat(ran).isEmpty();
            assertThat(elsewhere()).isEmpty();
            assertThat(texts("words")).containsExactly("a");
            return 0;
        });
        assertThat(ran).containsExactly("first", "second, others see [a]");
        transactions.write(() -> add(2, "b"));
        assertThat(ran).hasSize(2);
    }

    @Test
    void shouldCommitNothingAndRunNoHookWhenAFailedStatementIsSwallowed() {
        AtomicInteger hooks = new AtomicInteger();
        transactions.write(() -> {
            transactions.afterCommit(hooks::incrementAndGet);
            add(1, "a");
            assertThatThrownBy(() -> add(1, "again")).isInstanceOf(DatabaseException.class);
            return 0;
        });
        assertThat(texts("words")).isEmpty();
        assertThat(hooks).hasValue(0);
    }

    @Test
    void shouldRefuseHooksOutsideATransactionAndChangesInsideAReading() {
        assertThatThrownBy(() -> transactions.afterCommit(() -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transactions.read(() -> add(1, "a")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("25006");
        // The connection goes back to the pool fit for changes.
        assertThat(add(1, "a")).isEqualTo(1);
    }

    private void insert(int id, @Nullable Object... values) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(id);
        arguments.addAll(Arrays.asList(values));
        database.update("INSERT INTO " + table + """
                         (id, words, number, big, flag, uid, at, doc, bytes, texts)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, arguments.toArray());
    }

    private int add(int id, String words) {
        return database.update("INSERT INTO " + table + " (id, words) VALUES (?, ?)", id, words);
    }

    private Optional<String> one(int id) {
        return database.queryOne("SELECT words FROM " + table + " WHERE id = ?", row -> row.text("words"), id);
    }

    private List<String> texts(String column) {
        return database.query("SELECT " + column + " AS c FROM " + table + " ORDER BY id", row -> row.text("c"));
    }

    /** The words that another connection sees. */
    private List<String> elsewhere() {
        List<String> seen = new ArrayList<>();
        Thread other = Thread.ofPlatform().start(() -> seen.addAll(texts("words")));
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return seen;
    }
}
