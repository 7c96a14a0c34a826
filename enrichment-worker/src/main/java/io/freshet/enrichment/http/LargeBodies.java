package io.freshet.enrichment.http;

import io.freshet.enrichment.Inquiry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How many inquiries may hold a large document at the same time. A document costs many times its length while it is parsed and
 * mapped; what is small is not counted. Who must wait reads on when another inquiry is over, or runs into its timeout.
 */
final class LargeBodies {

    /** From here on a body is large. */
    static final int LARGE = 256 * 1024;
    /** What the largest document may cost until it is stored. */
    private static final long COST = 80L * 1024 * 1024;

    private final int most;
    private final IdentityHashMap<Inquiry, CompletableFuture<Void>> admitted = new IdentityHashMap<>();
    private final Deque<Inquiry> waiting = new ArrayDeque<>();
    private final IdentityHashMap<Inquiry, CompletableFuture<Void>> tickets = new IdentityHashMap<>();

    LargeBodies(int most) {
        this.most = most;
    }

    /** As many as fit half of a heap, at least one. */
    static LargeBodies of(long heap) {
        return new LargeBodies(Math.clamp(heap / 2 / COST, 1, 64));
    }

    /** Completes when the inquiry may hold a large document; it may until it is over. */
    synchronized CompletionStage<Void> enter(Inquiry inquiry) {
        CompletableFuture<Void> present = admitted.containsKey(inquiry) ? admitted.get(inquiry) : tickets.get(inquiry);
        if (present != null) {
            return present;
        }
        CompletableFuture<Void> ticket = new CompletableFuture<>();
        inquiry.whenOver(() -> leave(inquiry));
        if (admitted.size() < most) {
            admitted.put(inquiry, ticket);
            ticket.complete(null);
        } else {
            tickets.put(inquiry, ticket);
            waiting.addLast(inquiry);
        }
        return ticket;
    }

    private void leave(Inquiry inquiry) {
        CompletableFuture<Void> next = null;
        synchronized (this) {
            if (tickets.remove(inquiry) != null) {
                waiting.remove(inquiry);
                return;
            }
            admitted.remove(inquiry);
            if (!waiting.isEmpty() && admitted.size() < most) {
                Inquiry first = waiting.removeFirst();
                next = tickets.remove(first);
                if (next != null) {
                    admitted.put(first, next);
                }
            }
        }
        if (next != null) {
            next.complete(null);
        }
    }
}
