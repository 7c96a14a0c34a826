package io.freshet.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request that has to be refused.
 *
 * @param fault what is wrong with it
 * @param target path and query as they are sent
 * @param body null for none
 * @param place path that {@code details} have to name, itself or something in it; null where the fault has no place
 * @param statuses the answer's status is one of them
 */
record BadInput(
        String fault,
        String method,
        String target,
        List<String> headers,
        byte @Nullable [] body,
        @Nullable String place,
        List<Integer> statuses) {

    private static final int SHOWN = 300;

    BadInput withJson(String json) {
        return withBody("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    BadInput withBody(@Nullable String type, byte[] bytes) {
        List<String> typed = type == null ? List.of() : List.of("Content-Type", type);
        return new BadInput(fault, method, target, typed, bytes, place, statuses);
    }

    BadInput withHeaders(String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return new BadInput(fault, method, target, all, body, place, statuses);
    }

    BadInput at(@Nullable String pointer) {
        return new BadInput(fault, method, target, headers, body, pointer, statuses);
    }

    BadInput refusedWith(Integer... expected) {
        return new BadInput(fault, method, target, headers, body, place, List.of(expected));
    }

    @Override
    public String toString() {
        String text = body == null ? "" : " " + new String(body, StandardCharsets.UTF_8);
        String whole = method + " " + target + " " + headers + text;
        return fault + ": " + (whole.length() > SHOWN ? whole.substring(0, SHOWN) + "…" : whole);
    }
}
