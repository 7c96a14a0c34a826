package io.freshet.enrichment.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.enrichment.CallJournal;
import io.freshet.enrichment.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    public Map<String, Earlier> findSucceeded(List<String> jobIds, String nodeId, String tenantId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT job_id, provider, execution FROM provider_call
                        WHERE job_id = ANY (?) AND node_id = ? AND tenant_id = ?
                        """)) {
            UUID[] ids = jobIds.stream().map(UUID::fromString).toArray(UUID[]::new);
            select.setArray(1, connection.createArrayOf("uuid", ids));
            select.setString(2, nodeId);
            select.setObject(3, UUID.fromString(tenantId));
            try (ResultSet row = select.executeQuery()) {
                List<Earlier> all = new ArrayList<>();
                while (row.next()) {
                    all.add(new Earlier(row.getString(1), json.readValue(row.getString(3), Execution.class)));
                }
                return settled(jobIds, all);
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the journal holds what is no execution", e);
        }
    }

    private static Map<String, Earlier> settled(List<String> jobIds, List<Earlier> all) {
        Set<String> answered = all.stream()
                .filter(earlier -> earlier.execution().success())
                .map(Earlier::jobId)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(earlier -> earlier.execution().success()
                        || (answered.contains(earlier.jobId())
                                && earlier.execution().hasNothingToSay()))
                .collect(Collectors.toMap(
                        earlier -> earlier.execution().provider(),
                        Function.identity(),
                        (one, other) -> newer(jobIds, one, other)));
    }

    private static Earlier newer(List<String> jobIds, Earlier one, Earlier other) {
        return jobIds.indexOf(one.jobId()) <= jobIds.indexOf(other.jobId()) ? one : other;
    }

    @Override
    public void adopt(String jobId, String nodeId, Execution execution, Earlier earlier) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO provider_call (job_id, node_id, provider, tenant_id, execution, document)
                        SELECT ?, node_id, provider, tenant_id, ?::json, document FROM provider_call
                        WHERE job_id = ? AND node_id = ? AND provider = ? ON CONFLICT DO NOTHING
                        """)) {
            insert.setObject(1, UUID.fromString(jobId));
            insert.setString(2, json.writeValueAsString(execution));
            insert.setObject(3, UUID.fromString(earlier.jobId()));
            insert.setString(4, nodeId);
            insert.setString(5, execution.provider());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an execution is always JSON", e);
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
