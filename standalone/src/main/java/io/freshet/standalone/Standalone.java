package io.freshet.standalone;

import io.freshet.embedded.StartupCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * {@code ./freshet up}: starts a whole Freshet, says where it is, and ends it on SIGTERM, SIGHUP or Ctrl-C. Told by the launcher
 * through system properties where the project ({@code freshet.home}) and the data ({@code freshet.data}) are.
 */
public final class Standalone {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private final CountDownLatch told = new CountDownLatch(1);
    private final AtomicBoolean ready = new AtomicBoolean();

    private Standalone() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            new Standalone().run(UpOptions.parse(List.of(arguments)));
            System.exit(0);
        } catch (IllegalArgumentException e) {
            System.err.println("freshet: " + e.getMessage());
            System.exit(2);
        } catch (IllegalStateException | IOException e) {
            System.err.println("freshet: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(UpOptions arguments) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path home = Path.of(System.getProperty("freshet.home", "."))
                .toAbsolutePath()
                .normalize();
        Path place = Path.of(
                System.getProperty("freshet.data", home.resolve(".freshet").toString()));
        DataFolder data = DataFolder.take(place.toAbsolutePath().normalize());
        boolean wasKilled = Files.deleteIfExists(data.endpoints());
        arguments.refuseTaken(wasKilled);
        if (arguments.fresh()) {
            data.empty();
        }
        SystemOptions options = new SystemOptions(
                home, data.path(), arguments.systemPorts(), arguments.live(), data.apiKey(), Map.of());
        SIGNALS.forEach(name -> Signal.handle(new Signal(name), signal -> end()));
        StartupCache cache = StartupCache.recording(
                FreshetSystem.cacheFolder(options), data.path().resolve("startup"));
        try (FreshetSystem system = FreshetSystem.start(options, cache, System.out::println)) {
            ready.set(true);
            Greeting.print(system, options, (System.nanoTime() - start) / 1_000_000);
            Endpoints.write(system, data.endpoints(), data.log());
            told.await();
        } finally {
            Files.deleteIfExists(data.endpoints());
        }
        data.release();
        cache.keep(System.out::println);
    }

    /** Before everything is ready there is nothing to end in order: the JVM's own end takes the parts along. */
    private void end() {
        if (!ready.get()) {
            System.exit(1);
        }
        told.countDown();
    }
}
