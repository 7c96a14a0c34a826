package io.freshet.simulator.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults that are set. Of those that fit a call, the one that was set first strikes. */
public final class Faults {

    private static final int MOST = 1_000;

    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    /**
     * Adds one.
     *
     * @throws BadControlException naming the field
     */
    public void add(String body, Collection<String> vendors) {
        Fault fault = Fault.read(body, vendors);
        faults.removeIf(Fault::isOver);
        if (faults.size() >= MOST) {
            throw new BadControlException("", "there are " + MOST + " faults already");
        }
        faults.add(fault);
    }

    /** The one that happens to a call. */
    public Optional<Fault> next(String vendor, String subject, String path) {
        return faults.stream()
                .filter(fault -> fault.strikes(vendor, subject, path))
                .findFirst();
    }

    public void clear() {
        faults.clear();
    }

    public ArrayNode shown() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        faults.forEach(fault -> list.add(fault.shown()));
        return list;
    }
}
