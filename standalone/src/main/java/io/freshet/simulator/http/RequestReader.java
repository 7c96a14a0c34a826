package io.freshet.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads requests one after the other from a connection (RFC 9112), within bounds. */
final class RequestReader {

    private static final int MOST_HEAD = 32 * 1024;
    private static final int MOST_BODY = 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** What was sent is no request that this server reads. */
    static final class BadRequestException extends IOException {
        private static final long serialVersionUID = 1L;

        BadRequestException(String message) {
            super(message);
        }
    }

    /** The next request; empty when the caller has ended the connection. */
    Optional<Request> next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        String[] lines = head(first).strip().split("\r?\n", -1);
        String[] start = lines[0].split(" ", -1);
        if (start.length != 3 || !start[2].startsWith("HTTP/1.")) {
            throw new BadRequestException("not a request of HTTP/1.1");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new BadRequestException("a header has a name and a colon");
            }
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        URI target = target(start[1]);
        String query = target.getRawQuery();
        return Optional.of(new Request(start[0], target.getPath(), query == null ? "" : query, headers, body(headers)));
    }

    private static URI target(String text) throws BadRequestException {
        try {
            // Brackets in names of parameters are sent as they are by many callers.
            URI target = URI.create(text.replace("[", "%5B").replace("]", "%5D").replace("|", "%7C"));
            if (target.getPath() == null) {
                throw new BadRequestException("the address has no path");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("the address is not a URI");
        }
    }

    private String head(int first) throws IOException {
        StringBuilder head = new StringBuilder(512).append((char) first);
        while (!endsWithEmptyLine(head)) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended within a head");
            }
            head.append((char) next);
            if (head.length() > MOST_HEAD) {
                throw new BadRequestException("the head is larger than " + MOST_HEAD + " bytes");
            }
        }
        return head.toString();
    }

    private static boolean endsWithEmptyLine(StringBuilder head) {
        int end = head.length();
        return end >= 4 && head.charAt(end - 1) == '\n' && head.charAt(end - 2) == '\r' && head.charAt(end - 3) == '\n';
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        String coding = headers.get("transfer-encoding");
        byte[] bytes = coding == null ? sized(headers.getOrDefault("content-length", "0")) : chunked();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] sized(String length) throws IOException {
        return exactly(number(length, 10));
    }

    private byte[] chunked() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = number(line(), 16); size > 0; size = number(line(), 16)) {
            body.writeBytes(exactly(size));
            line();
            if (body.size() > MOST_BODY) {
                throw new BadRequestException("the body is larger than " + MOST_BODY + " bytes");
            }
        }
        while (!line().isEmpty()) {
            // Trailers mean nothing here.
        }
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > MOST_HEAD) {
                throw new BadRequestException("a chunk has no end");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static int number(String text, int radix) throws BadRequestException {
        try {
            int number = Integer.parseInt(text.split(";", 2)[0].strip(), radix);
            if (number >= 0 && number <= MOST_BODY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BadRequestException("a length is not a number");
        }
        throw new BadRequestException("the body is larger than " + MOST_BODY + " bytes");
    }
}
