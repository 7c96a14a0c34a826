package io.freshet.enrichment.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.enrichment.Answer;
import io.freshet.enrichment.DocumentCache;
import io.freshet.enrichment.Subject;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The document cache in PostgreSQL. */
public final class JdbcDocumentCache implements DocumentCache {

    private final DataSource dataSource;
    private final ObjectMapper json;

    public JdbcDocumentCache(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    @Override
    public Optional<Answer> find(ProviderDefinition provider, Subject subject) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT document, fetched_at FROM document_cache WHERE cache_key = ? AND expires_at > now()")) {
            select.setBytes(1, key(provider, subject));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Instant fetchedAt =
                        row.getObject("fetched_at", OffsetDateTime.class).toInstant();
                byte[] document = row.getBytes("document");
                return Optional.of(
                        document == null
                                ? new Answer.NotFound(fetchedAt)
                                : new Answer.Found(json.readTree(Gzip.unpack(document)), fetchedAt));
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the cache holds what is no JSON", e);
        }
    }

    @Override
    public void keep(ProviderDefinition provider, Subject subject, Answer answer) {
        switch (answer) {
            case Answer.Found found ->
                keep(
                        provider,
                        subject,
                        Gzip.pack(found.document().toString()),
                        found.fetchedAt(),
                        provider.cache().ttl());
            case Answer.NotFound none ->
                keep(provider, subject, null, none.fetchedAt(), provider.cache().notFoundTtl());
            case Answer.Throttled throttled -> throw new IllegalArgumentException("only what is known is kept");
            case Answer.Unavailable unavailable -> throw new IllegalArgumentException("only what is known is kept");
            case Answer.Rejected rejected -> throw new IllegalArgumentException("only what is known is kept");
            case Answer.NotCalled held -> throw new IllegalArgumentException("only what is known is kept");
            case Answer.Unmappable unmappable -> throw new IllegalArgumentException("only what is known is kept");
        }
    }

    private void keep(
            ProviderDefinition provider, Subject subject, byte @Nullable [] document, Instant fetchedAt, Duration ttl) {
        if (ttl.isZero()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        INSERT INTO document_cache (cache_key, provider, document, fetched_at, expires_at)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (cache_key) DO UPDATE SET document = excluded.document,
                            fetched_at = excluded.fetched_at, expires_at = excluded.expires_at
                        """)) {
            upsert.setBytes(1, key(provider, subject));
            upsert.setString(2, provider.code());
            upsert.setBytes(3, document);
            upsert.setObject(4, fetchedAt.atOffset(ZoneOffset.UTC));
            upsert.setObject(5, fetchedAt.plus(ttl).atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private static byte[] key(ProviderDefinition provider, Subject subject) {
        String request = String.join("\n", provider.code(), provider.baseUrl().toString(), subject.canonical());
        try {
            return MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
