package io.freshet.acceptance;

import io.freshet.standalone.FreshetSystem;
import io.freshet.standalone.SystemOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One system for all acceptance tests of a run, started with the first and ended with the JVM. */
final class SharedSystem {

    private static @Nullable FreshetSystem running;
    private static @Nullable RuntimeException failed;

    private SharedSystem() {}

    /** A system that does not start is not started again for each test: every attempt would cost minutes. */
    static synchronized FreshetSystem get() {
        if (failed != null) {
            throw new IllegalStateException("the system did not start for an earlier test", failed);
        }
        if (running == null) {
            try {
                FreshetSystem system = start(Map.of("FRESHET_PROVIDERS_DIRECTORY", providers()));
                Runtime.getRuntime().addShutdownHook(new Thread(system::close));
                running = system;
            } catch (RuntimeException e) {
                failed = e;
                throw e;
            }
        }
        return running;
    }

    /** A system for one test alone, which closes it. */
    static FreshetSystem start(Map<String, String> environment) {
        try {
            // In the build folder, so that the logs can be read after a failure and a clean build takes them away.
            Path data = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "system");
            SystemOptions options = SystemOptions.forTest(home(), data);
            return FreshetSystem.start(
                    new SystemOptions(
                            options.home(), data, options.ports(), options.live(), options.apiKey(), environment),
                    System.out::println);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Client client() {
        return new Client(get().gatewayUrl(), get().apiKey());
    }

    /** A connection to the database of the shared system. */
    static Connection connect() throws SQLException {
        return connect(get());
    }

    /** A connection to the database of a system. */
    static Connection connect(FreshetSystem system) throws SQLException {
        return DriverManager.getConnection(
                system.postgres().jdbcUrl(),
                system.postgres().user(),
                system.postgres().password());
    }

    /** Providers that only tests have. */
    private static String providers() {
        return Path.of("src/test/resources/providers").toAbsolutePath().toString();
    }

    private static Path home() {
        return Path.of("").toAbsolutePath().getParent();
    }
}
