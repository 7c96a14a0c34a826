package io.freshet.gateway.marketplace.persistence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.marketplace.TenantParameterRepository;
import io.freshet.gateway.persistence.Database;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The parameters of the tenants in PostgreSQL. */
@Singleton
final class JdbcTenantParameterRepository implements TenantParameterRepository {

    private static final String WRITE = """
            INSERT INTO tenant_provider_parameters (tenant_id, code, parameters) VALUES (?, ?, ?::jsonb)
            ON CONFLICT (tenant_id, code) DO UPDATE SET parameters = excluded.parameters
            """;

    private final Database database;

    JdbcTenantParameterRepository(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Map<String, String>> find(UUID tenantId) {
        Map<String, Map<String, String>> found = new HashMap<>();
        database.query(
                        "SELECT code, parameters FROM tenant_provider_parameters WHERE tenant_id = ?",
                        row -> Map.entry(row.text("code"), row.textMap("parameters")),
                        tenantId)
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    @Override
    public void write(UUID tenantId, String code, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            database.update("DELETE FROM tenant_provider_parameters WHERE tenant_id = ? AND code = ?", tenantId, code);
            return;
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        parameters.forEach(document::put);
        database.update(WRITE, tenantId, code, document.toString());
    }
}
