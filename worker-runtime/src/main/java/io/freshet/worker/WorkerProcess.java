package io.freshet.worker;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The main method of a worker: starts it, and ends it in order on SIGTERM. */
public final class WorkerProcess {

    private WorkerProcess() {}

    /** Starts a worker from its environment; what it returns is closed at the end. */
    @FunctionalInterface
    public interface Starter {
        AutoCloseable start(Map<String, String> environment) throws Exception;
    }

    /** Runs until SIGTERM. Exits with 1 and one line when the worker does not start. */
    public static void run(String name, Starter starter) {
        CountDownLatch ended = new CountDownLatch(1);
        try {
            AutoCloseable worker = starter.start(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(name, worker, ended), "shutdown"));
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.err.println(name + " did not start: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Ends the process with 1, in order; whatever watches it starts it afresh. For a worker that will not recover. */
    public static void giveUp() {
        Runtime.getRuntime().exit(1);
    }

    private static void close(String name, AutoCloseable worker, CountDownLatch ended) {
        try {
            worker.close();
        } catch (Exception e) {
            System.err.println(name + " did not end in order: " + e);
        }
        ended.countDown();
    }
}
