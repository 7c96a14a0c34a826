package io.freshet.simulator.fault;

import io.freshet.simulator.http.Answer;
import io.freshet.simulator.http.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** What becomes of an answer on its way. */
public sealed interface Damage {

    /** What the log says of a call whose caller saw no status. */
    int NO_STATUS = 0;

    /**
     * Answers.
     *
     * @param answer what would be answered
     */
    void deliver(Exchange exchange, Answer answer) throws IOException;

    /** The status that the caller sees; {@link #NO_STATUS} for none. */
    default int seen(Answer answer) {
        return answer.status();
    }

    /** Nothing. */
    record None() implements Damage {
        @Override
        public void deliver(Exchange exchange, Answer answer) throws IOException {
            exchange.send(answer);
        }
    }

    /** Another body of another type. */
    record Body(String body, String type) implements Damage {
        @Override
        public void deliver(Exchange exchange, Answer answer) throws IOException {
            exchange.send(answer.withBody(body).as(type));
        }
    }

    /** Half of the document, and a length that agrees with it. */
    record CutJson() implements Damage {
        @Override
        public void deliver(Exchange exchange, Answer answer) throws IOException {
            exchange.send(
                    answer.withBody(answer.body().substring(0, answer.body().length() / 2)));
        }
    }

    /** Half of what was promised, then the end of the connection. */
    record Truncated() implements Damage {
        @Override
        public void deliver(Exchange exchange, Answer answer) throws IOException {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.promise(answer, body.length);
            exchange.write(body, 0, body.length / 2);
            exchange.hangUp();
        }
    }

    /** A TCP reset, before anything was answered or half-way through the body. */
    record Reset(boolean inBody) implements Damage {
        @Override
        public void deliver(Exchange exchange, Answer answer) throws IOException {
            if (inBody) {
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.promise(answer, body.length);
                exchange.write(body, 0, body.length / 2);
            }
            exchange.reset();
        }

        @Override
        public int seen(Answer answer) {
            return inBody ? answer.status() : NO_STATUS;
        }
    }

    /** No answer while the caller waits. */
    record Hang() implements Damage {
        @Override
        public void deliver(Exchange exchange, Answer answer) throws IOException {
            exchange.awaitEnd();
        }

        @Override
        public int seen(Answer answer) {
            return NO_STATUS;
        }
    }

    /** Few bytes a second; without end, blanks follow the document until the caller goes. */
    record Drip(int bytesPerSecond, boolean endless) implements Damage {

        private static final int MOST_STEPS = 20;

        @Override
        public void deliver(Exchange exchange, Answer answer) throws IOException {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.promise(answer, endless ? Exchange.UNTIL_CLOSED : body.length);
            int steps = Math.min(bytesPerSecond, MOST_STEPS);
            int step = bytesPerSecond / steps;
            for (int sent = 0; sent < body.length; sent += step) {
                exchange.write(body, sent, Math.min(step, body.length - sent));
                pause(1_000 / steps);
            }
            byte[] blanks = " ".repeat(step).getBytes(StandardCharsets.UTF_8);
            while (endless && !Thread.currentThread().isInterrupted()) {
                exchange.write(blanks, 0, blanks.length);
                pause(1_000 / steps);
            }
        }

        private static void pause(int milliseconds) {
            try {
                TimeUnit.MILLISECONDS.sleep(milliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** So many MiB of JSON; as gzip they are small on the way and large when they are expanded. */
    record Large(int mebibytes, boolean gzip) implements Damage {

        private static final byte[] START = "{\"padding\":\"".getBytes(StandardCharsets.UTF_8);
        private static final byte[] END = "\"}".getBytes(StandardCharsets.UTF_8);
        private static final int BLOCK = 64 * 1024;

        @Override
        public void deliver(Exchange exchange, Answer answer) throws IOException {
            if (gzip) {
                exchange.promise(answer.with("Content-Encoding", "gzip"), Exchange.UNTIL_CLOSED);
                try (OutputStream out = new GZIPOutputStream(exchange.stream(), BLOCK)) {
                    writeTo(out);
                }
            } else {
                exchange.promise(answer, mebibytes * 1024L * 1024);
                writeTo(exchange.stream());
                exchange.hangUp();
            }
        }

        private void writeTo(OutputStream out) throws IOException {
            byte[] block = new byte[BLOCK];
            Arrays.fill(block, (byte) '0');
            out.write(START);
            long left = mebibytes * 1024L * 1024 - START.length - END.length;
            for (; left > 0; left -= BLOCK) {
                out.write(block, 0, (int) Math.min(BLOCK, left));
            }
            out.write(END);
            out.flush();
        }
    }
}
