package io.freshet.enrichment.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body and gives up the connection as soon as it grows over a bound. Reads on beyond what every body may have when it
 * is admitted.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

    private final int free;
    private final int bound;
    private final Supplier<CompletionStage<Void>> admission;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /**
     * Nothing collected.
     *
     * @param free length up to which a body is read without admission
     * @param admission asked for once per part that comes after that
     */
    BoundedBody(int free, int bound, Supplier<CompletionStage<Void>> admission) {
        this.free = free;
        this.bound = bound;
        this.admission = admission;
    }

    /** The body is larger than the bound. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient byte[] start;

        private TooLargeException(byte[] start) {
            this.start = start;
        }

        /** How the body begins. */
        byte[] start() {
            return start;
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        Flow.Subscription source = subscription;
        if (source == null || body.isDone()) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            if (bytes.size() + buffer.remaining() > bound) {
                source.cancel();
                body.completeExceptionally(new TooLargeException(AnswerBody.start(bytes.toByteArray())));
                return;
            }
            byte[] chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            bytes.writeBytes(chunk);
        }
        if (bytes.size() <= free) {
            source.request(1);
        } else {
            admission.get().thenRun(() -> source.request(1));
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }
}
