package io.freshet.enrichment.catalogue;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression, with {@link MappingFunctions} beside the functions of the language. An evaluator keeps state while it runs,
 * so each is lent to one thread at a time.
 */
public final class JsonataMapping {

    private static final long LONGEST_MS = 5_000;
    private static final int DEEPEST = 200;

    private final String expression;
    private final Queue<Jsonata> idle = new ConcurrentLinkedQueue<>();

    private JsonataMapping(String expression) {
        this.expression = expression;
    }

    /**
     * Compiles.
     *
     * @throws SyntaxException when it is no JSONata
     */
    public static JsonataMapping compile(String expression) {
        try {
            JsonataMapping mapping = new JsonataMapping(expression);
            mapping.idle.add(evaluator(expression));
            return mapping;
        } catch (JException e) {
            throw new SyntaxException(expression, e);
        }
    }

    /**
     * Whether the expression may read a field of the subject: it names the field beside the subject, or takes the subject as a
     * whole.
     *
     * @param subject under which name it has the subject
     */
    boolean readsOfSubject(String field, String subject) {
        String named = Pattern.quote(subject);
        return Pattern.compile(named + "\\b(?!\\.[A-Za-z])").matcher(expression).find()
                || Pattern.compile(named + "\\." + Pattern.quote(field) + "\\b")
                        .matcher(expression)
                        .find();
    }

    /**
     * Evaluates on a document of maps, lists, strings, numbers and booleans.
     *
     * @return of the same kinds; null when the expression gives nothing
     * @throws MappingException when the expression does not fit the document
     */
    public @Nullable Object evaluate(@Nullable Object document) throws MappingException {
        return evaluate(document, Map.of());
    }

    /** Evaluates with variables, named without their {@code $}. */
    public @Nullable Object evaluate(@Nullable Object document, Map<String, Object> variables) throws MappingException {
        Jsonata lent = idle.poll();
        Jsonata evaluator = lent == null ? evaluator(expression) : lent;
        try {
            Jsonata.Frame frame = evaluator.createFrame();
            EvaluationBounds.set(frame, LONGEST_MS, DEEPEST);
            variables.forEach((name, value) -> frame.bind(name, value));
            return evaluator.evaluate(document, frame);
        } catch (RuntimeException | StackOverflowError e) {
            throw new MappingException(e);
        } finally {
            idle.offer(evaluator);
        }
    }

    private static Jsonata evaluator(String expression) {
        Jsonata evaluator = Jsonata.jsonata(expression);
        // What we give it comes from Jackson and is JSON already.
        evaluator.setValidateInput(false);
        MappingFunctions.register(evaluator);
        return evaluator;
    }

    /** An expression that is no JSONata. */
    public static final class SyntaxException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final String reason;

        SyntaxException(String expression, JException cause) {
            super("not JSONata: " + cause.getMessage(), cause);
            // The location is behind the symbol that does not fit.
            int end = Math.max(0, Math.min(cause.getLocation(), expression.length()) - 1);
            this.line = 1
                    + (int) expression
                            .substring(0, end)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            this.reason = "not JSONata: " + cause.getMessage();
        }

        /** Line of the expression, from 1. */
        public int line() {
            return line;
        }

        public String reason() {
            return reason;
        }
    }

    /** The document is not of the form that the expression expects. The message names no value of it. */
    public static final class MappingException extends Exception {

        private static final long serialVersionUID = 1L;

        public MappingException(Throwable cause) {
            super("the mapping does not fit the document (" + cause.getClass().getSimpleName() + ")", cause);
        }
    }
}
