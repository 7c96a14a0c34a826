package io.freshet.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection, for one thread: writes the bytes of a request, reads the answer. It knows no more of
 * HTTP than the gateway's answers need (a body with {@code Content-Length}), because the driver shares the processors with
 * what it measures. Once it has thrown, it is to be closed.
 */
final class HttpConnection implements AutoCloseable {

    private static final int CONNECT_MS = 5_000;
    private static final int FIRST_BUFFER = 16 * 1024;
    private static final int LARGEST_ANSWER = 32 << 20;
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final Socket socket;
    private final InputStream input;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;

    /**
     * Connects.
     *
     * @param readTimeoutMs longest silence before an answer
     */
    HttpConnection(InetSocketAddress address, int readTimeoutMs) throws IOException {
        this.socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, CONNECT_MS);
            socket.setSoTimeout(readTimeoutMs);
            this.input = socket.getInputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * An answer.
     *
     * @param buffer holds the body from {@code offset} on, {@code length} bytes, until the next request
     */
    @SuppressWarnings("ArrayRecordComponent") // A view of the connection's buffer, never compared.
    record Answer(int status, byte[] buffer, int offset, int length) {

        /** The body as text, for messages. */
        String text() {
            return new String(buffer, offset, length, StandardCharsets.UTF_8);
        }
    }

    /**
     * Sends a whole request and reads the whole answer.
     *
     * @throws IOException also when the answer is none that this client understands
     */
    Answer send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        filled = 0;
        int end = headEnd();
        String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
        int length = contentLength(head);
        if (length < 0 || length > LARGEST_ANSWER) {
            throw new ProtocolException("an answer with Content-Length " + length);
        }
        room(end + length);
        while (filled < end + length) {
            fill();
        }
        return new Answer(status(head), buffer, end, length);
    }

    /** Reads until the empty line after the headers and gives where the body starts. */
    private int headEnd() throws IOException {
        int searched = 0;
        while (true) {
            fill();
            for (int i = Math.max(searched, 3); i < filled; i++) {
                if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                    return i + 1;
                }
            }
            searched = filled;
            room(filled + 1);
        }
    }

    private void fill() throws IOException {
        int read = input.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("the gateway closed the connection");
        }
        filled += read;
    }

    private void room(int size) throws ProtocolException {
        if (size > LARGEST_ANSWER + FIRST_BUFFER) {
            throw new ProtocolException("an answer without end");
        }
        if (size > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size, buffer.length * 2));
        }
    }

    private static int status(String head) throws ProtocolException {
        if (!head.startsWith("HTTP/1.1 ") || head.length() < STATUS_AT + 3) {
            throw new ProtocolException("no answer of HTTP/1.1");
        }
        return Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
    }

    /** The value of the header, or -1. */
    private static int contentLength(String head) {
        String name = "\r\ncontent-length:";
        int at = head.toLowerCase(Locale.ROOT).indexOf(name);
        if (at < 0) {
            return -1;
        }
        int start = at + name.length();
        return Integer.parseInt(head.substring(start, head.indexOf('\r', start)).trim());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing was left to be sent.
        }
    }
}
