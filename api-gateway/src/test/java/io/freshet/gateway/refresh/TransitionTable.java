package io.freshet.gateway.refresh;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A state machine as a table in text, and as the methods that its records have. */
final class TransitionTable {

    private static final Set<String> OF_EVERY_RECORD = Set.of("hashCode", "toString");

    private TransitionTable() {}

    record Pair(String from, String to, boolean legal) {}

    static Stream<Pair> pairs(String table) {
        List<String> lines = table.lines().toList();
        String[] columns = cells(lines.getFirst());
        return lines.stream().skip(1).flatMap(line -> {
            String from = line.substring(0, line.indexOf('|')).strip();
            String[] cells = cells(line);
            return Stream.iterate(0, i -> i < columns.length, i -> i + 1)
                    .map(i -> new Pair(from, columns[i], cells[i].equals("X")));
        });
    }

    private static String[] cells(String line) {
        return line.substring(line.indexOf('|') + 1).strip().split(" +");
    }

    /** Where the methods of a status lead to; every method without parameters counts as a transition. */
    static List<Object> transitionsOf(Object status) throws ReflectiveOperationException {
        List<Object> reached = new ArrayList<>();
        for (Method method : status.getClass().getMethods()) {
            boolean inherited =
                    method.getDeclaringClass() == Object.class || OF_EVERY_RECORD.contains(method.getName());
            if (method.getParameterCount() == 0 && !inherited) {
                method.setAccessible(true);
                reached.add(method.invoke(status));
            }
        }
        return reached;
    }
}
