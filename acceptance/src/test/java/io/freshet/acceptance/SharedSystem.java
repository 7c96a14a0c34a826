package io.freshet.acceptance;

import io.freshet.standalone.FreshetSystem;
import io.freshet.standalone.SystemOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One system for all acceptance tests of a run, started with the first and ended with the JVM. */
final class SharedSystem {

    private static @Nullable FreshetSystem running;

    private SharedSystem() {}

    static synchronized FreshetSystem get() {
        if (running == null) {
            try {
                Path data = Files.createTempDirectory("freshet-acceptance");
                FreshetSystem system = FreshetSystem.start(SystemOptions.forTest(home(), data), System.out::println);
                Runtime.getRuntime().addShutdownHook(new Thread(system::close));
                running = system;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    static Client client() {
        return new Client(get().gatewayUrl(), get().apiKey());
    }

    private static Path home() {
        return Path.of("").toAbsolutePath().getParent();
    }
}
