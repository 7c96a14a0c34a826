package io.freshet.enrichment.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.enrichment.CallId;
import io.freshet.enrichment.CallJournal;
import io.freshet.enrichment.Execution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The call journal in PostgreSQL. */
public final class JdbcCallJournal implements CallJournal {

    private final DataSource dataSource;
    private final ObjectMapper json;
    private final JdbcCallFlights flights;
    private final AnswerColumns columns;

    public JdbcCallJournal(DataSource dataSource, ObjectMapper json, JdbcCallFlights flights) {
        this.dataSource = dataSource;
        this.json = json;
        this.flights = flights;
        this.columns = new AnswerColumns(json);
    }

    @Override
    public Known find(String jobId, String nodeId) {
        return Sql.on(dataSource, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT provider, execution, NULL::timestamptz, 0, 0 FROM provider_call
                    WHERE job_id = ? AND node_id = ?
                    UNION ALL SELECT provider, NULL, begun_at, paid_cents, repeated FROM call_intent
                    WHERE job_id = ? AND node_id = ? AND under_way
                    """)) {
                for (int index : new int[] {1, 3}) {
                    select.setObject(index, UUID.fromString(jobId));
                    select.setString(index + 1, nodeId);
                }
                return known(select);
            }
        });
    }

    private Known known(PreparedStatement select) throws SQLException {
        Map<String, Execution> executions = new HashMap<>();
        Map<String, Doubt> doubts = new HashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String execution = row.getString(2);
                if (execution != null) {
                    executions.put(row.getString(1), read(execution));
                } else {
                    doubts.put(
                            row.getString(1),
                            new Doubt(row.getTimestamp(3).toInstant(), row.getLong(4), row.getInt(5)));
                }
            }
        }
        return new Known(executions, doubts);
    }

    private Execution read(String column) {
        try {
            return json.readValue(column, Execution.class);
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
                .filter(earlier -> earlier.execution().knowsTheParty())
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
    public Execution keep(Entry entry) {
        Execution kept = Sql.inTransaction(dataSource, connection -> {
            if (entry.flight().isPresent()) {
                JdbcDocumentCache.keep(
                        connection, entry.call().provider(), entry.flight().get());
            }
            return insert(connection, entry)
                    ? entry.execution()
                    : present(connection, entry.call()).orElse(entry.execution());
        });
        entry.flight().ifPresent(landing -> flights.landed(landing.key()));
        return kept;
    }

    /** The outcome is there, no call is under way, and the flight has landed: one statement. */
    private boolean insert(Connection connection, Entry entry) throws SQLException {
        Optional<Landing> landing = entry.flight();
        String document = entry.document();
        try (PreparedStatement insert = connection.prepareStatement("""
                WITH asked AS (SELECT ?::uuid AS job, ?::text AS node, ?::text AS code),
                rest AS (DELETE FROM call_intent USING asked WHERE job_id = job AND node_id = node AND provider = code),
                landed AS (UPDATE call_flight SET ended_at = clock_timestamp(), failure = ?::json
                    WHERE flight_key = ? AND owner = ? AND ended_at IS NULL)
                INSERT INTO provider_call (job_id, node_id, provider, tenant_id, execution, document)
                SELECT job, node, code, ?, ?::json, ? FROM asked ON CONFLICT DO NOTHING
                """)) {
            insert.setObject(1, UUID.fromString(entry.call().jobId()));
            insert.setString(2, entry.call().nodeId());
            insert.setString(3, entry.call().provider());
            insert.setString(
                    4, landing.map(Landing::answer).map(columns::failure).orElse(null));
            insert.setBytes(
                    5,
                    landing.map(Landing::key)
                            .map(key -> HexFormat.of().parseHex(key.hash()))
                            .orElse(null));
            insert.setObject(6, flights.owner());
            insert.setObject(7, UUID.fromString(entry.call().tenantId()));
            insert.setString(8, json.writeValueAsString(entry.execution()));
            insert.setBytes(9, document == null ? null : Gzip.pack(document));
            return insert.executeUpdate() > 0;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an execution is always JSON", e);
        }
    }

    private Optional<Execution> present(Connection connection, CallId call) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT execution FROM provider_call WHERE job_id = ? AND node_id = ? AND provider = ?")) {
            select.setObject(1, UUID.fromString(call.jobId()));
            select.setString(2, call.nodeId());
            select.setString(3, call.provider());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row.getString(1))) : Optional.empty();
            }
        }
    }
}
