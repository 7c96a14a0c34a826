package io.freshet.gateway.config;

import io.freshet.gateway.failure.PartAwayException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work of the start that a part which is away must not end: jobs are taken meanwhile, and it is tried again until it is done. */
public final class StartWork {

    private static final Logger LOGGER = LoggerFactory.getLogger(StartWork.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private StartWork() {}

    /** Does the work on a thread of its own; {@code name} says what it is. */
    public static void begin(String name, Runnable work) {
        Thread.ofVirtual().name(name).start(() -> untilDone(name, work));
    }

    private static void untilDone(String name, Runnable work) {
        while (true) {
            try {
                work.run();
                return;
            } catch (PartAwayException e) {
                LOGGER.atWarn().addKeyValue("work", name).setCause(e).log("Not done yet; trying again");
            }
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
