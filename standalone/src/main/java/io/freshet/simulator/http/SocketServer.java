package io.freshet.simulator.http;

import io.freshet.simulator.http.RequestReader.BadRequestException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small server of HTTP/1.1 with a virtual thread per connection. On sockets of its own because servers that are
 * finished do not let their users reset a connection, promise a body and leave it out, or send one without end.
 *
 * <p>It listens on the loopback interface alone, and only under a name of it: a page in a browser that has its own name
 * resolved to this machine is refused.
 */
public final class SocketServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);
    private static final Pattern HERE = Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[::1])(?::[0-9]{1,5})?");
    private static final int BACKLOG = 1_024;
    private static final int MOST_CONNECTIONS = 4_096;
    private static final int IDLE_MS = 300_000;
    private static final int PARTING_MS = 1_000;
    private static final int MOST_UNREAD = 64 * 1024;

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** Answers requests; many at a time. */
    @FunctionalInterface
    public interface Handler {
        void handle(Exchange exchange) throws IOException;
    }

    private SocketServer(ServerSocket server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Starts listening.
     *
     * @throws IllegalArgumentException when the address is not one of the loopback interface
     */
    public static SocketServer start(InetSocketAddress address, Handler handler) throws IOException {
        if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "the simulator listens on the loopback interface alone, not on " + address);
        }
        SocketServer started = new SocketServer(new ServerSocket(), handler);
        started.server.bind(address, BACKLOG);
        Thread.ofPlatform().daemon().name("simulator").start(started::accept);
        return started;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (connections.size() >= MOST_CONNECTIONS) {
                    socket.close();
                } else {
                    connections.add(socket);
                    Thread.ofVirtual().name("simulator-call").start(() -> serve(socket));
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.atWarn().setCause(e).log("a connection was not taken");
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MS);
            RequestReader reader =
                    new RequestReader(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
            boolean open = true;
            while (open) {
                open = answer(reader, socket);
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a connection has ended");
        } finally {
            connections.remove(socket);
        }
    }

    /** Whether another request may follow. */
    private boolean answer(RequestReader reader, Socket socket) throws IOException {
        Optional<Request> next;
        try {
            next = reader.next();
        } catch (BadRequestException e) {
            refuse(socket, 400, String.valueOf(e.getMessage()));
            return false;
        }
        if (next.isEmpty()) {
            return false;
        }
        Request request = next.get();
        if (!HERE.matcher(request.header("Host").orElse("")).matches()) {
            refuse(socket, 421, "this server has no such name");
            return false;
        }
        boolean keptOpen = !request.header("Connection").orElse("").equalsIgnoreCase("close");
        Exchange exchange = new Exchange(request, socket, keptOpen);
        handler.handle(exchange);
        return exchange.isOpen();
    }

    private static void refuse(Socket socket, int status, String message) throws IOException {
        Request unread = new Request("", "", "", Map.of(), "");
        new Exchange(unread, socket, false).send(new Answer(status, "text/plain", Map.of(), message));
        // A close with bytes unread is a reset, which can overtake the answer.
        socket.shutdownOutput();
        socket.setSoTimeout(PARTING_MS);
        InputStream in = socket.getInputStream();
        for (int read = 0; read < MOST_UNREAD && in.read() >= 0; read++) {
            // What is left of a request that is refused is not looked at.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a connection did not close in order");
        }
    }
}
