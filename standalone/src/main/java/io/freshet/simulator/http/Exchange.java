package io.freshet.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One request and the means to answer it, rightly with {@link #send}, or wrongly. For one thread. Every method that writes throws
 * when the caller has gone.
 */
public final class Exchange {

    /** Length of a body that ends with the connection. */
    public static final long UNTIL_CLOSED = -1;

    private final Request request;
    private final Socket socket;
    private final OutputStream out;
    private boolean open;

    Exchange(Request request, Socket socket, boolean keptOpen) throws IOException {
        this.request = request;
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.open = keptOpen;
    }

    public Request request() {
        return request;
    }

    /** Whether another request may come on this connection. */
    boolean isOpen() {
        return open && !socket.isClosed();
    }

    /** Answers whole. */
    public void send(Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 256);
        bytes.writeBytes(head(answer, body.length));
        bytes.writeBytes(body);
        bytes.writeTo(out);
        out.flush();
    }

    /**
     * Sends status and headers alone.
     *
     * @param length of the body that is to follow by {@link #write}, whether it will or not
     */
    public void promise(Answer answer, long length) throws IOException {
        if (length == UNTIL_CLOSED) {
            open = false;
        }
        out.write(head(answer, length));
        out.flush();
    }

    /** Sends bytes of the body at once. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        out.flush();
    }

    /** A stream to the caller for bodies that are made on the way; closing it ends the connection. */
    public OutputStream stream() {
        open = false;
        return out;
    }

    /** Ends the connection in order, whatever was promised. */
    public void hangUp() throws IOException {
        open = false;
        socket.close();
    }

    /** Ends the connection with a TCP reset. */
    public void reset() throws IOException {
        open = false;
        // A linger time of zero makes the close send RST in place of FIN.
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits until the caller, or the server, ends the connection. */
    public void awaitEnd() throws IOException {
        open = false;
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // What a caller sends after its request is not looked at.
        }
    }

    private byte[] head(Answer answer, long length) {
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(answer.status() < 400 ? "OK" : "Error")
                .append("\r\n");
        if (!answer.type().isEmpty()) {
            head.append("Content-Type: ").append(answer.type()).append("\r\n");
        }
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (length != UNTIL_CLOSED && answer.status() != 204) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        if (!open) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
