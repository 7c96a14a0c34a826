package io.freshet.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One caller with its connection: refreshes a subject and knows how the job ended. For one thread. */
final class Caller implements AutoCloseable {

    private static final Set<String> OPEN = Set.of("queued", "running");
    private static final Duration LONGEST_JOB = Duration.ofMinutes(6);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Gateway gateway;
    private @Nullable HttpConnection connection;

    Caller(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Connects, so that the first job does not pay for it. */
    void connect() throws IOException {
        connection = gateway.connect();
    }

    /** Gives the terminal status of the job, or in a word or two why there is none. */
    String refresh(Subject subject) throws InterruptedException {
        HttpConnection open = connection;
        try {
            if (open == null) {
                open = gateway.connect();
                connection = open;
            }
            HttpConnection.Answer answer = open.send(subject.request());
            if (answer.status() != 200 && answer.status() != 202) {
                return "HTTP " + answer.status();
            }
            JobAnswer job = JobAnswer.read(answer);
            return OPEN.contains(job.status()) ? awaitEnd(open, job.refreshId()) : job.status();
        } catch (IOException e) {
            close();
            return e.getClass().getSimpleName();
        }
    }

    /** The gateway stopped waiting before the job had ended. */
    private String awaitEnd(HttpConnection open, String refreshId) throws IOException, InterruptedException {
        byte[] look = gateway.get("/refreshes/" + refreshId);
        long end = System.nanoTime() + LONGEST_JOB.toNanos();
        while (System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
            HttpConnection.Answer answer = open.send(look);
            if (answer.status() != 200) {
                return "HTTP " + answer.status();
            }
            String status = JobAnswer.read(answer).status();
            if (!OPEN.contains(status)) {
                return status;
            }
        }
        return "never ended";
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
