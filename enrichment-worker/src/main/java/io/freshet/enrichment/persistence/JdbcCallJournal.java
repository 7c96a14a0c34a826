package io.freshet.enrichment.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.enrichment.CallJournal;
import io.freshet.enrichment.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The call journal in PostgreSQL. */
public final class JdbcCallJournal implements CallJournal {

    private final DataSource dataSource;
    private final ObjectMapper json;

    public JdbcCallJournal(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    @Override
    public Map<String, Execution> find(String jobId, String nodeId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT provider, execution FROM provider_call WHERE job_id = ? AND node_id = ?")) {
            select.setObject(1, UUID.fromString(jobId));
            select.setString(2, nodeId);
            try (ResultSet row = select.executeQuery()) {
                Map<String, Execution> executions = new HashMap<>();
                while (row.next()) {
                    executions.put(row.getString(1), json.readValue(row.getString(2), Execution.class));
                }
                return executions;
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds what is no execution", e);
        }
    }

    @Override
    public void keep(String jobId, String nodeId, String tenantId, Execution execution, @Nullable String document) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO provider_call (job_id, node_id, provider, tenant_id, execution, document)
                        VALUES (?, ?, ?, ?, ?::json, ?) ON CONFLICT DO NOTHING
                        """)) {
            insert.setObject(1, UUID.fromString(jobId));
            insert.setString(2, nodeId);
            insert.setString(3, execution.provider());
            insert.setObject(4, UUID.fromString(tenantId));
            insert.setString(5, json.writeValueAsString(execution));
            insert.setBytes(6, document == null ? null : Gzip.pack(document));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an execution is always JSON", e);
        }
    }
}
