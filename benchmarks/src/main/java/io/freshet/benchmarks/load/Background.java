package io.freshet.benchmarks.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Refreshes that are submitted at a steady rate, in turn and without waiting for their end, until it is closed. */
public final class Background implements AutoCloseable {

    private final HttpConnection connection;
    private final Thread thread;
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile @Nullable String failure;

    private Background(HttpConnection connection, List<Subject> subjects, double perSecond) {
        this.connection = connection;
        this.thread = Thread.ofPlatform().name("background").daemon().unstarted(() -> submit(subjects, perSecond));
    }

    /**
     * Begins.
     *
     * @param subjects at least one
     */
    public static Background start(Gateway gateway, List<Subject> subjects, double perSecond) throws IOException {
        Background background = new Background(gateway.connect(), subjects, perSecond);
        background.thread.start();
        return background;
    }

    private void submit(List<Subject> subjects, double perSecond) {
        long start = System.nanoTime();
        try {
            for (int job = 0; ; job++) {
                TimeUnit.NANOSECONDS.sleep(start + (long) (job * 1e9 / perSecond) - System.nanoTime());
                int status = connection
                        .send(subjects.get(job % subjects.size()).request())
                        .status();
                if (status != 202 && status != 200) {
                    failure = "HTTP " + status;
                    return;
                }
                accepted.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            failure = e.getClass().getSimpleName();
        }
    }

    /**
     * How many were accepted.
     *
     * @throws IllegalStateException when one was not, since nothing was submitted after it
     */
    public int accepted() {
        String why = failure;
        if (why != null) {
            throw new IllegalStateException("a background refresh was not accepted: " + why);
        }
        return accepted.get();
    }

    @Override
    public void close() {
        thread.interrupt();
        connection.close();
    }
}
