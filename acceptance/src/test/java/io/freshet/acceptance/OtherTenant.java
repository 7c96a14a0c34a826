package io.freshet.acceptance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Tenants and keys beside those that the system starts with, written to the database: the API makes none. */
final class OtherTenant {

    private static final UUID OWN = UUID.nameUUIDFromBytes("tenant\ndev".getBytes(StandardCharsets.UTF_8));

    private OtherTenant() {}

    /** A caller of a new tenant who may do what is named, {@code *} for everything. */
    static Client client(String... permissions) throws SQLException, GeneralSecurityException {
        UUID tenantId = UUID.randomUUID();
        try (Connection connection = SharedSystem.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into freshet.tenant (tenant_id, slug, name, created_at) values (?, ?, ?, now())")) {
            insert.setObject(1, tenantId);
            insert.setString(2, "t" + tenantId);
            insert.setString(3, "a test's");
            insert.executeUpdate();
        }
        return withKey(tenantId, permissions);
    }

    /** A caller of the system's own tenant who may do no more than is named. */
    static Client sibling(String... permissions) throws SQLException, GeneralSecurityException {
        return withKey(OWN, permissions);
    }

    /** A caller whose key was good for everything until a moment ago; {@code column} says what ended it. */
    static Client former(String column) throws SQLException, GeneralSecurityException {
        String key = "fk_test_" + UUID.randomUUID();
        store(key, OWN, "*");
        try (Connection connection = SharedSystem.connect();
                PreparedStatement update = connection.prepareStatement(
                        "update freshet.api_key set " + column + " = now() - interval '1 second' where key_hash = ?")) {
            update.setBytes(1, hash(key));
            update.executeUpdate();
        }
        return new Client(SharedSystem.get().gatewayUrl(), key);
    }

    private static Client withKey(UUID tenantId, String... permissions) throws SQLException, GeneralSecurityException {
        String key = "fk_test_" + UUID.randomUUID();
        store(key, tenantId, permissions);
        return new Client(SharedSystem.get().gatewayUrl(), key);
    }

    private static byte[] hash(String key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    }

    private static void store(String key, UUID tenantId, String... permissions)
            throws SQLException, GeneralSecurityException {
        try (Connection connection = SharedSystem.connect();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into freshet.api_key (key_id, tenant_id, key_hash, label, permissions, created_at)
                        values (?, ?, ?, 'a test', ?, now())
                        """)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setObject(2, tenantId);
            insert.setBytes(3, hash(key));
            insert.setArray(4, connection.createArrayOf("text", permissions));
            insert.executeUpdate();
        }
    }
}
