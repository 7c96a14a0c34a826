package io.freshet.enrichment.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.CallJournal.Landing;
import io.freshet.enrichment.CallKey;
import io.freshet.enrichment.DocumentCache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The document cache in PostgreSQL. */
public final class JdbcDocumentCache implements DocumentCache {

    private final DataSource dataSource;
    private final AnswerColumns columns;

    public JdbcDocumentCache(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.columns = new AnswerColumns(json);
    }

    @Override
    public Optional<Answer> find(CallKey key, Instant since) {
        return Sql.on(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT document, fetched_at FROM document_cache
                    WHERE cache_key = ? AND expires_at > clock_timestamp() AND begun_at >= ?
                    """)) {
                select.setBytes(1, HexFormat.of().parseHex(key.hash()));
                select.setObject(2, Sql.column(since));
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(columns.read(
                                    row.getBytes(1), Objects.requireNonNull(Sql.instant(row.getTimestamp(2)))))
                            : Optional.empty();
                }
            }
        });
    }

    /** Keeps an answer of a flight, within a transaction; one that is neither found nor not found is not kept. */
    static void keep(Connection connection, String provider, Landing landing) throws SQLException {
        switch (landing.answer()) {
            case Answer.Found found ->
                keep(connection, provider, landing, Gzip.pack(found.document().toString()), found.fetchedAt());
            case Answer.NotFound none -> keep(connection, provider, landing, null, none.fetchedAt());
            case Answer.Throttled throttled -> {}
            case Answer.Unavailable unavailable -> {}
            case Answer.Rejected rejected -> {}
            case Answer.NotCalled held -> {}
            case Answer.Unmappable unmappable -> {}
        }
    }

    private static void keep(
            Connection connection, String provider, Landing landing, byte @Nullable [] document, Instant fetchedAt)
            throws SQLException {
        if (landing.ttl().isZero()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO document_cache (cache_key, provider, document, fetched_at, begun_at, expires_at)
                SELECT ?, ?, ?, ?, coalesce((SELECT begun_at FROM call_flight WHERE flight_key = ?), ?), ?
                ON CONFLICT (cache_key) DO UPDATE SET document = excluded.document, fetched_at = excluded.fetched_at,
                    begun_at = excluded.begun_at, expires_at = excluded.expires_at
                """)) {
            byte[] hash = HexFormat.of().parseHex(landing.key().hash());
            upsert.setBytes(1, hash);
            upsert.setString(2, provider);
            upsert.setBytes(3, document);
            upsert.setObject(4, Sql.column(fetchedAt));
            upsert.setBytes(5, hash);
            upsert.setObject(6, Sql.column(landing.begunAt()));
            upsert.setObject(7, Sql.column(fetchedAt.plus(landing.ttl())));
            upsert.executeUpdate();
        }
    }
}
