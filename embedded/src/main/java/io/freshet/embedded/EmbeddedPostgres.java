package io.freshet.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** PostgreSQL 17 on the loopback interface, its data in a folder that a later start takes up again. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    /** The only user; the server trusts the loopback interface, and clients that insist on a password may send the same word. */
    public static final String USER = "postgres";

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final Path data;
    private final AtomicInteger databases = new AtomicInteger();

    private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /**
     * Starts a server.
     *
     * @param data its folder; initialized at the first start
     * @param port 0 for a free one
     */
    public static EmbeddedPostgres start(Path data, int port) {
        try {
            Files.createDirectories(data.toAbsolutePath().getParent());
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server =
                    io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setOverrideWorkingDirectory(data.toAbsolutePath()
                                    .resolveSibling("postgres-binaries")
                                    .toFile())
                            .setPort(Ports.orFree(port))
                            .setPgBinaryResolver((system, machine) -> binaries())
                            .setPGStartupWait(START)
                            .setServerConfig("max_connections", "200")
                            .setServerConfig("shared_buffers", "64MB")
                            .setRegisterShutdownHook(true)
                            .start();
            EmbeddedPostgres postgres = new EmbeddedPostgres(server, data);
            ChildProcess.watch(postgres.pid());
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + data, e);
        }
    }

    /** The binaries for this machine; the library's own resolver refuses a class path that names one jar twice. */
    private static InputStream binaries() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "/postgres-" + system + '-' + machine + ".txz";
        InputStream found = EmbeddedPostgres.class.getResourceAsStream(name);
        if (found == null) {
            throw new IOException("no PostgreSQL binaries " + name);
        }
        return found;
    }

    /** Makes a fresh database and gives its JDBC URL, which holds neither user nor password. */
    public String newDatabase() {
        String name = "test_" + ProcessHandle.current().pid() + '_' + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
        return url(server.getPort(), name);
    }

    /** JDBC URL of the database {@code postgres}. */
    public String jdbcUrl() {
        return jdbcUrl(server.getPort());
    }

    /** JDBC URL of the database {@code postgres} of a server that is told to listen on a port. */
    public static String jdbcUrl(int port) {
        return url(port, "postgres");
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + '/' + database;
    }

    public String user() {
        return USER;
    }

    /** The server trusts the loopback interface; clients that insist on a password may send this one. */
    public String password() {
        return USER;
    }

    /** Process id of the postmaster. */
    public long pid() {
        try {
            return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .trim());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not run", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL", e);
        }
    }
}
