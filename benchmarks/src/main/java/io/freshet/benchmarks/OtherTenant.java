package io.freshet.benchmarks;

import io.freshet.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** A tenant beside the system's own, written to the database: the API makes none. */
final class OtherTenant {

    private OtherTenant() {}

    /** Makes one and gives its key. */
    static String key(EmbeddedPostgres postgres) throws SQLException {
        UUID tenantId = UUID.randomUUID();
        String key = "fk_bench_" + UUID.randomUUID();
        try (Connection connection =
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            run(
                    connection,
                    "INSERT INTO freshet.tenant (tenant_id, slug, name, created_at) VALUES (?, ?, 'benchmark', now())",
                    tenantId,
                    "b" + tenantId);
            run(connection, """
                    INSERT INTO freshet.api_key (key_id, tenant_id, key_hash, label, permissions, created_at)
                    VALUES (?, ?, ?, 'benchmark', '{*}', now())
                    """, UUID.randomUUID(), tenantId, sha256(key));
        }
        return key;
    }

    private static void run(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
