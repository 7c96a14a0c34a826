package io.freshet.gateway.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.gateway.config.GatewaySettings;
import io.freshet.gateway.matrix.MatrixPublisher;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first tenant with its key and a matrix to start from. Ids follow from the slug, so it may run again. */
@Singleton
final class Bootstrap implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOGGER = LoggerFactory.getLogger(Bootstrap.class);
    private static final String DEFAULT_MATRIX = "/matrices/default-kyb.json";

    private final TransactionOperations<Connection> transactions;
    private final GatewaySettings settings;
    private final MatrixPublisher matrices;
    private final ObjectMapper json;

    Bootstrap(
            TransactionOperations<Connection> transactions,
            GatewaySettings settings,
            MatrixPublisher matrices,
            ObjectMapper json) {
        this.transactions = transactions;
        this.settings = settings;
        this.matrices = matrices;
        this.json = json;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        String slug = settings.bootstrapTenant();
        String key = settings.bootstrapApiKey();
        if (slug != null && !slug.isEmpty() && key != null && !key.isEmpty()) {
            transactions.executeWrite(status -> {
                make(status.getConnection(), slug, key);
                return slug;
            });
            LOGGER.atInfo().addKeyValue("tenant", slug).log("Tenant is there");
        }
        matrices.publishAll();
    }

    private void make(Connection connection, String slug, String key) throws SQLException {
        UUID tenantId = id("tenant", slug);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO tenant (tenant_id, slug, name, created_at) VALUES (?, ?, ?, now()) ON CONFLICT DO NOTHING
                """)) {
            insert.setObject(1, tenantId);
            insert.setString(2, slug);
            insert.setString(3, slug);
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO api_key (key_id, tenant_id, key_hash, label, permissions, created_at)
                VALUES (gen_random_uuid(), ?, ?, 'bootstrap', ARRAY['*'], now()) ON CONFLICT (key_hash) DO NOTHING
                """)) {
            insert.setObject(1, tenantId);
            insert.setBytes(2, ApiKeys.hash(key));
            insert.executeUpdate();
        }
        JsonNode matrix = defaultMatrix();
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO risk_matrix (matrix_id, version, tenant_id, name, status, document, created_at)
                VALUES (?, 1, ?, ?, 'active', ?::jsonb, now()) ON CONFLICT DO NOTHING
                """)) {
            insert.setObject(1, id("matrix", slug));
            insert.setObject(2, tenantId);
            insert.setString(3, matrix.path("name").asText());
            insert.setString(4, matrix.toString());
            insert.executeUpdate();
        }
    }

    private JsonNode defaultMatrix() {
        try (InputStream file = Objects.requireNonNull(Bootstrap.class.getResourceAsStream(DEFAULT_MATRIX))) {
            return json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the default matrix is not readable", e);
        }
    }

    private static UUID id(String kind, String slug) {
        return UUID.nameUUIDFromBytes((kind + '\n' + slug).getBytes(StandardCharsets.UTF_8));
    }
}
