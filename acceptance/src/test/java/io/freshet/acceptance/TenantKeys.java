package io.freshet.acceptance;

import io.freshet.standalone.FreshetSystem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Keys of the shared system's tenant that may less than its first one. */
final class TenantKeys {

    private static final String INSERT = """
            INSERT INTO freshet.api_key (key_id, tenant_id, key_hash, label, permissions, created_at)
            SELECT gen_random_uuid(), tenant_id, ?, 'a test''s', ?, now() FROM freshet.api_key WHERE key_hash = ?
            """;

    private TenantKeys() {}

    /** A new key with exactly these permissions. */
    static String with(String... permissions) throws SQLException, GeneralSecurityException {
        FreshetSystem system = SharedSystem.get();
        String key = "fk_test_" + UUID.randomUUID();
        try (Connection connection = DriverManager.getConnection(
                        system.postgres().jdbcUrl(),
                        system.postgres().user(),
                        system.postgres().password());
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setBytes(1, hash(key));
            insert.setArray(2, connection.createArrayOf("text", permissions));
            insert.setBytes(3, hash(system.apiKey()));
            if (insert.executeUpdate() != 1) {
                throw new IllegalStateException("the system's own key is not there");
            }
        }
        return key;
    }

    private static byte[] hash(String key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    }
}
