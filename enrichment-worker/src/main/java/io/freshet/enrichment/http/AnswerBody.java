package io.freshet.enrichment.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.freshet.enrichment.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of an answer, read once: JSON, or why it is none. */
final class AnswerBody {

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([A-Za-z0-9._:+-]{1,40})");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100).build());
    }

    private final @Nullable JsonNode json;
    private final @Nullable String fault;
    private final byte[] bytes;

    private AnswerBody(@Nullable JsonNode json, @Nullable String fault, byte[] bytes) {
        this.json = json;
        this.fault = fault;
        this.bytes = bytes;
    }

    /** Reads a body; never fails. */
    static AnswerBody of(HttpHeaders headers, byte[] sent) {
        byte[] bytes = sent;
        try {
            bytes = expanded(headers, sent);
            if (bytes.length == 0) {
                return new AnswerBody(null, "the answer is empty", bytes);
            }
            String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
            if (!type.contains("json")) {
                return new AnswerBody(null, "the answer is not JSON by its content type", bytes);
            }
            JsonNode json = JSON.readTree(text(type, bytes));
            return json == null || json.isMissingNode()
                    ? new AnswerBody(null, "the answer is empty", bytes)
                    : new AnswerBody(json, null, bytes);
        } catch (UnreadableException e) {
            return new AnswerBody(null, e.getMessage(), bytes);
        } catch (IOException e) {
            return new AnswerBody(null, "the answer is not whole JSON", bytes);
        }
    }

    /** The JSON; null when it is none. */
    @Nullable
    JsonNode json() {
        return json;
    }

    /** An answer that says why it is no document; its body is kept for the operator. */
    Answer unmappable(String otherwise) {
        return new Answer.Unmappable(
                fault == null ? otherwise : fault,
                Answer.Unmappable.bounded(new String(start(bytes), StandardCharsets.UTF_8)));
    }

    /** As much of a body as is kept. */
    static byte[] start(byte[] bytes) {
        return bytes.length <= Answer.Unmappable.MOST_KEPT ? bytes : Arrays.copyOf(bytes, Answer.Unmappable.MOST_KEPT);
    }

    private static byte[] expanded(HttpHeaders headers, byte[] sent) throws IOException {
        List<String> codings = headers.allValues("Content-Encoding").stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty() && !value.equals("identity"))
                .toList();
        if (codings.isEmpty()) {
            return sent;
        }
        if (codings.size() > 1
                || !(codings.getFirst().equals("gzip") || codings.getFirst().equals("x-gzip"))) {
            throw new UnreadableException("the answer is encoded in a way that was not asked for");
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            byte[] bytes = gzip.readNBytes(AnswerClassifier.MOST_BYTES + 1);
            if (bytes.length > AnswerClassifier.MOST_BYTES) {
                throw new UnreadableException(AnswerClassifier.TOO_LARGE);
            }
            return bytes;
        }
    }

    /** JSON is UTF-8 (RFC 8259), perhaps behind a byte order mark; a register that says otherwise is believed. */
    private static String text(String type, byte[] bytes) throws IOException {
        Matcher named = CHARSET.matcher(type);
        Charset charset;
        try {
            charset = named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("the answer is in an unknown character set");
        }
        String text = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The body is nothing that can be read as JSON; the message says why, and names no value of it. */
    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        private UnreadableException(String message) {
            super(message);
        }
    }
}
