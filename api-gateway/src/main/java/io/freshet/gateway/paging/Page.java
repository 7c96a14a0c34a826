package io.freshet.gateway.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next where the next page begins, exclusively; null when there is none
 */
public record Page<T>(List<T> items, @Nullable Position next) {

    public Page {
        items = List.copyOf(items);
    }

    /** A page of the rows that were read, {@link PageRequest#rowsToRead} at most. */
    public static <T> Page<T> of(PageRequest request, List<T> rows, Function<T, Position> position) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> shown = rows.subList(0, request.limit());
        return new Page<>(shown, position.apply(shown.getLast()));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> function) {
        return new Page<>(items.stream().<R>map(function).toList(), next);
    }
}
