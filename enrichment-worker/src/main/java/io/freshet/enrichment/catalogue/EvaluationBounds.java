package io.freshet.enrichment.catalogue;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.concurrent.TimeUnit;

/**
 * Ends an evaluation that nests too deeply or takes too long. The library's own bounds count a list with more than one
 * item as a level that is never left, so that a long document looks like endless recursion.
 */
final class EvaluationBounds {

    private static final int STEPS_BETWEEN_LOOKS = 1_024;

    private final long deadline;
    private final int deepest;
    private int depth;
    private int steps;

    private EvaluationBounds(long longestMs, int deepest) {
        this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestMs);
        this.deepest = deepest;
    }

    /** Sets bounds for one evaluation. */
    static void set(Jsonata.Frame frame, long longestMs, int deepest) {
        EvaluationBounds bounds = new EvaluationBounds(longestMs, deepest);
        frame.setEvaluateEntryCallback((symbol, input, environment) -> bounds.enter());
        frame.setEvaluateExitCallback((symbol, input, environment, result) -> bounds.depth--);
    }

    private void enter() {
        if (++depth > deepest) {
            throw new JException("it nests deeper than " + deepest, -1);
        }
        if (++steps % STEPS_BETWEEN_LOOKS == 0 && System.nanoTime() - deadline > 0) {
            throw new JException("it takes too long", -1);
        }
    }
}
