package io.freshet.benchmarks.load;

import io.freshet.benchmarks.load.LoadResult.Tally;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One run of a load. Every caller is a platform thread that blocks in the kernel: nothing is handed from thread to thread,
 * and the kernel says what each of them cost. A subject goes to the end of the queue after its job, so no two jobs of one
 * subject run at once and all subjects are used in turn.
 */
public final class LoadRun {

    private static final long STACK_BYTES = 256 * 1024;

    private final Gateway gateway;
    private final Load load;
    private final BlockingQueue<Subject> free;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch begin = new CountDownLatch(1);
    private volatile long start;
    private volatile @Nullable IOException failure;

    private LoadRun(Gateway gateway, Load load, List<Subject> subjects) {
        this.gateway = gateway;
        this.load = load;
        this.free = new ArrayBlockingQueue<>(subjects.size(), true, subjects);
    }

    /**
     * Runs a load to its end.
     *
     * @param subjects at least one
     * @throws IOException when the gateway takes no connection
     */
    public static LoadResult run(Gateway gateway, Load load, List<Subject> subjects)
            throws IOException, InterruptedException {
        return new LoadRun(gateway, load, subjects).run();
    }

    private LoadResult run() throws IOException, InterruptedException {
        List<Tally> tallies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch connected = new CountDownLatch(load.callers());
        for (int i = 0; i < load.callers(); i++) {
            Tally tally = new Tally();
            tallies.add(tally);
            threads.add(Thread.ofPlatform()
                    .name("caller-" + i)
                    .daemon()
                    .stackSize(STACK_BYTES)
                    .start(() -> call(tally, connected)));
        }
        connected.await();
        start = System.nanoTime();
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (failure != null) {
            throw new IOException("a caller found no connection", failure);
        }
        return Tally.sum(tallies, seconds);
    }

    private void call(Tally tally, CountDownLatch connected) {
        try (Caller caller = new Caller(gateway)) {
            try {
                caller.connect();
            } catch (IOException e) {
                failure = e;
            } finally {
                connected.countDown();
            }
            begin.await();
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work(caller, tally);
            tally.cpu(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Caller caller, Tally tally) throws InterruptedException {
        while (failure == null) {
            int job = next.getAndIncrement();
            if (job >= load.jobs()) {
                return;
            }
            switch (load) {
                case Load.Closed _ -> {
                    Subject subject = free.take();
                    long called = System.nanoTime();
                    finish(tally, called, caller.refresh(subject), subject);
                }
                case Load.Open open -> {
                    long due = start + open.dueNanos(job);
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                    Subject subject = free.take();
                    finish(tally, due, caller.refresh(subject), subject);
                }
            }
        }
    }

    private void finish(Tally tally, long from, String outcome, Subject subject) {
        tally.record(System.nanoTime() - from, outcome);
        free.add(subject);
    }
}
