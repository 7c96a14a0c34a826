package io.freshet.gateway.http;

import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers {@code If-Match} and {@code If-None-Match} of RFC 9110. */
public final class EntityTags {

    private static final String ANY = "*";
    private static final Pattern TAG = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

    private EntityTags() {}

    /** Whether the caller has this state already: any tag equal but for its weakness, or {@code *}. */
    public static boolean isKnown(HttpRequest<?> request, String etag) {
        List<String> headers = request.getHeaders().getAll("If-None-Match");
        return headers.contains(ANY) || tags(headers, true).contains(etag);
    }

    /** Whether the state is one that the caller expects: no header, {@code *}, or an equal tag; a weak tag equals none. */
    public static boolean isExpected(HttpRequest<?> request, String etag) {
        List<String> headers = request.getHeaders().getAll("If-Match");
        return headers.isEmpty()
                || headers.contains(ANY)
                || tags(headers, false).contains(etag);
    }

    private static List<String> tags(List<String> headers, boolean weakToo) {
        List<String> tags = new ArrayList<>();
        for (Matcher matcher = TAG.matcher(String.join(",", headers)); matcher.find(); ) {
            @Nullable String weak = matcher.group(1);
            if (weakToo || weak == null) {
                tags.add(matcher.group(2));
            }
        }
        return tags;
    }
}
