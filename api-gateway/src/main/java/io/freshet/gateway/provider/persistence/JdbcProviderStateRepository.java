package io.freshet.gateway.provider.persistence;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.freshet.gateway.persistence.Database;
import io.freshet.gateway.persistence.Row;
import io.freshet.gateway.provider.ProviderMode;
import io.freshet.gateway.provider.ProviderState;
import io.freshet.gateway.provider.ProviderStateRepository;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** States of providers in PostgreSQL, a row for each time that somebody said something. */
@Singleton
final class JdbcProviderStateRepository implements ProviderStateRepository {

    private static final String LOCK = """
            SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended('provider_state ' || ?, 0))
            """;

    private final Database database;

    JdbcProviderStateRepository(Database database) {
        this.database = database;
    }

    @Override
    public void lock(String code) {
        database.updateReturning(LOCK, row -> row.integer("locked"), code);
    }

    @Override
    public Optional<ProviderState> find(String code) {
        return database.queryOne(
                "SELECT * FROM provider_state WHERE code = ? ORDER BY version DESC LIMIT 1",
                JdbcProviderStateRepository::read,
                code);
    }

    @Override
    public List<ProviderState> all() {
        return database.query(
                "SELECT DISTINCT ON (code) * FROM provider_state ORDER BY code, version DESC",
                JdbcProviderStateRepository::read);
    }

    @Override
    public void append(ProviderState state) {
        database.update(
                "INSERT INTO provider_state (code, version, state, reason, key_id, at) VALUES (?, ?, ?, ?, ?, ?)",
                state.code(),
                state.version(),
                state.mode().word(),
                state.reason(),
                state.keyId(),
                state.at());
    }

    @Override
    public Page<ProviderState> history(String code, PageRequest page) {
        Position after = page.after();
        long before = after == null ? Long.MAX_VALUE : after.id().getLeastSignificantBits();
        return Page.of(
                page,
                database.query(
                        "SELECT * FROM provider_state WHERE code = ? AND version < ? ORDER BY version DESC LIMIT ?",
                        JdbcProviderStateRepository::read,
                        code,
                        before,
                        page.rowsToRead()),
                state -> new Position(state.at(), new UUID(0, state.version())));
    }

    private static ProviderState read(Row row) throws SQLException {
        return new ProviderState(
                row.text("code"),
                row.bigint("version"),
                ProviderMode.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
                row.nullableText("reason"),
                row.uuid("key_id"),
                row.instant("at"));
    }
}
