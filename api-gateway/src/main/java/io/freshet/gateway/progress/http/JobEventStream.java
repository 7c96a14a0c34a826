package io.freshet.gateway.progress.http;

import io.freshet.gateway.progress.JobEvent;
import io.freshet.gateway.progress.JobProgress;
import io.freshet.gateway.progress.JobSignals;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * One caller's stream, on a virtual thread of its own: reads the events that follow the last one, sends them, waits for a
 * signal of this instance or a second, and ends after the end of the job. A stream that breaks loses nothing, since the
 * caller comes back with the last sequence that arrived.
 */
final class JobEventStream implements Runnable {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Logger LOGGER = LoggerFactory.getLogger(JobEventStream.class);
    /** Another instance may have written the next event. */
    private static final Duration POLL = Duration.ofSeconds(1);
    /** How long a caller may not read before it is let go. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int PAGE = 100;

    private final JobProgress progress;
    private final JobSignals signals;
    private final Watched watched;
    private final StreamSlots.Slot slot;
    private final CompletableFuture<FluxSink<Event<String>>> subscriber = new CompletableFuture<>();
    private long sequence;
    private long sentAt = System.nanoTime();

    /** Whose job is watched. */
    record Watched(UUID tenantId, UUID jobId) {}

    JobEventStream(JobProgress progress, JobSignals signals, Watched watched, long sequence, StreamSlots.Slot slot) {
        this.progress = progress;
        this.signals = signals;
        this.watched = watched;
        this.sequence = sequence;
        this.slot = slot;
    }

    /** The events, once; they flow while {@link #run} runs. */
    Flux<Event<String>> publisher() {
        return Flux.create(subscriber::complete);
    }

    /** Gives the slot back in any case, also when nobody subscribes. */
    @Override
    public void run() {
        try (slot;
                JobSignals.Watch watch = signals.watch(watched.jobId())) {
            send(subscriber.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), watch);
        } catch (TimeoutException e) {
            LOGGER.atDebug().log("Nobody took the stream");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(FluxSink<Event<String>> sink, JobSignals.Watch watch) throws InterruptedException {
        try {
            // Lets the caller see at once that the stream is there.
            heartbeat(sink);
            while (!sink.isCancelled()) {
                if (sink.requestedFromDownstream() == 0) {
                    if (idle().compareTo(PATIENCE) > 0) {
                        break;
                    }
                    watch.await(POLL);
                } else if (sendNext(sink)) {
                    break;
                } else if (sink.requestedFromDownstream() > 0) {
                    watch.await(POLL);
                }
            }
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("jobId", watched.jobId())
                    .setCause(e)
                    .log("Stream ends; the caller may come back");
        }
        sink.complete();
    }

    /** Sends what is there, or a heartbeat when it is time; true after the last event. */
    private boolean sendNext(FluxSink<Event<String>> sink) {
        JobProgress.Part part = progress.after(watched.tenantId(), watched.jobId(), sequence, PAGE)
                .orElseThrow(() -> new IllegalStateException("the job is gone"));
        for (JobEvent event : part.events()) {
            sink.next(describe(event));
            sequence = event.sequence();
            sentAt = System.nanoTime();
        }
        if (part.events().isEmpty() && idle().compareTo(HEARTBEAT) >= 0) {
            heartbeat(sink);
        }
        return part.complete();
    }

    private void heartbeat(FluxSink<Event<String>> sink) {
        sink.next(Event.of("").comment("heartbeat"));
        sentAt = System.nanoTime();
    }

    private Duration idle() {
        return Duration.ofNanos(System.nanoTime() - sentAt);
    }

    private static Event<String> describe(JobEvent event) {
        String data = event.data()
                .deepCopy()
                .put("refreshId", event.jobId().toString())
                .put("sequence", event.sequence())
                .put("at", event.at().toString())
                .toString();
        return Event.of(data)
                .id(Long.toString(event.sequence()))
                .name(event.kind().name().toLowerCase(Locale.ROOT));
    }
}
