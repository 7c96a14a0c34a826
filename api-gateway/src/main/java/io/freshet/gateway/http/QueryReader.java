package io.freshet.gateway.http;

import io.freshet.gateway.paging.Page;
import io.freshet.gateway.paging.PageRequest;
import io.freshet.gateway.paging.Position;
import io.micronaut.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query parameters of a request one by one and collects every fault with its path {@code ?name}; {@link #finish}
 * throws them together. Absent and empty are the same; parameters that nobody reads are ignored.
 *
 * <p>A list is read so: the filters first, then {@link #page}, then {@link #finish}; {@link #answer} makes the answer, whose
 * cursor is good for the same path with the same filters.
 */
public final class QueryReader {

    private static final int MOST_ITEMS = 200;
    private static final int USUAL_ITEMS = 50;
    /** What the server makes of bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int LONGEST_CURSOR = 100;

    private final HttpRequest<?> request;
    private final TreeMap<String, String> filters = new TreeMap<>();
    private final List<ApiException.Detail> faults = new ArrayList<>();

    private QueryReader(HttpRequest<?> request) {
        this.request = request;
    }

    public static QueryReader of(HttpRequest<?> request) {
        return new QueryReader(request);
    }

    /** Notes a fault of a parameter. */
    public void fault(String name, String message) {
        faults.add(new ApiException.Detail("?" + name, message));
    }

    /** Throws what was found. */
    public void finish() {
        if (!faults.isEmpty()) {
            throw ApiException.invalid(faults);
        }
    }

    public @Nullable String text(String name, int longest) {
        String text = value(name, longest);
        if (text != null) {
            filters.put(name, text);
        }
        return text;
    }

    public @Nullable UUID uuid(String name) {
        String text = text(name, PathIds.UUID_LENGTH);
        if (text == null) {
            return null;
        }
        Optional<UUID> id = PathIds.parse(text);
        if (id.isEmpty()) {
            fault(name, "must be a UUID");
        }
        return id.orElse(null);
    }

    /** An RFC 3339 timestamp. */
    public @Nullable Instant instant(String name) {
        String text = text(name, 64);
        try {
            // In a query a plus that nobody encoded arrives as a space.
            return text == null
                    ? null
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            fault(name, "must be an RFC 3339 timestamp");
            return null;
        }
    }

    public @Nullable Boolean flag(String name) {
        String text = text(name, 5);
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            fault(name, "must be true or false");
            return null;
        }
        return text.equals("true");
    }

    /** One of the constants in lower case. */
    public <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
        String text = text(name, 64);
        if (text == null) {
            return Optional.empty();
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(constant);
            }
        }
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        fault(name, "must be one of " + String.join(", ", words));
        return Optional.empty();
    }

    /** {@code limit} and {@code cursor}; read after every filter, since a cursor is good for its filters only. */
    public PageRequest page() {
        String cursor = value("cursor", LONGEST_CURSOR);
        Position after = null;
        if (cursor != null) {
            after = Cursor.read(cursor, query()).orElse(null);
            if (after == null) {
                fault("cursor", "is no cursor of this list with these filters");
            }
        }
        return new PageRequest(limit(), after);
    }

    /** {@code {"success", "items", "page": {"next_cursor"}}}. */
    public Map<String, Object> answer(Page<?> page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("items", page.items());
        Map<String, @Nullable Object> links = new LinkedHashMap<>();
        links.put("next_cursor", page.next() == null ? null : Cursor.write(page.next(), query()));
        answer.put("page", links);
        return answer;
    }

    private int limit() {
        String text = value("limit", 3);
        if (text != null && text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST_ITEMS) {
                return limit;
            }
        }
        if (request.getParameters().contains("limit")
                && faults.stream().noneMatch(fault -> fault.path().equals("?limit"))) {
            fault("limit", "must be a whole number from 1 to " + MOST_ITEMS);
        }
        return USUAL_ITEMS;
    }

    private @Nullable String value(String name, int longest) {
        List<String> values = request.getParameters().getAll(name);
        if (values.isEmpty() || values.getFirst().isBlank()) {
            return null;
        }
        String text = values.getFirst().strip();
        if (values.size() > 1) {
            fault(name, "must be given once");
        } else if (text.length() > longest) {
            fault(name, "must have at most " + longest + " characters");
        } else if (text.indexOf(REPLACEMENT) >= 0) {
            fault(name, "is not UTF-8");
        } else if (!BodyReader.isStorable(text)) {
            fault(name, "holds a NUL character or half of a surrogate pair");
        } else {
            return text;
        }
        return null;
    }

    private String query() {
        return request.getPath() + '\n' + filters;
    }
}
