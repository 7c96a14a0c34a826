package io.freshet.acceptance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** The content of every table of the schema {@code freshet}, as a checksum by table. */
final class DatabaseChecksum {

    private DatabaseChecksum() {}

    /** The content once no job runs, nothing waits to be sent and nothing changes any more. */
    static Map<String, String> whenQuiet() {
        AtomicReference<Map<String, String>> last = new AtomicReference<>(Map.of());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    Map<String, String> sums = now();
                    return sums.equals(last.getAndSet(sums)) && isQuiet();
                });
        return last.get();
    }

    /** Whether no job runs, no batch goes on and nothing waits to be sent. */
    static boolean isQuiet() throws SQLException {
        try (Connection connection = SharedSystem.connect();
                Statement statement = connection.createStatement();
                ResultSet open = statement.executeQuery("""
                        select (select count(*) from freshet.refresh_job where status in ('queued', 'running'))
                             + (select count(*) from freshet.refresh_batch where status in ('running', 'cancelling'))
                             + (select count(*) from freshet.outbox)
                        """)) {
            open.next();
            return open.getInt(1) == 0;
        }
    }

    static Map<String, String> now() throws SQLException {
        try (Connection connection = SharedSystem.connect();
                Statement statement = connection.createStatement()) {
            Map<String, String> sums = new TreeMap<>();
            for (String table : tables(statement)) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from freshet."
                                + table + " t")) {
                    row.next();
                    sums.put(table, row.getString(1));
                }
            }
            return sums;
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select tablename from pg_tables where schemaname = 'freshet' order by tablename")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
