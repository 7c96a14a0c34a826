package io.freshet.worker;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Lets tasks of one key run one after the other without a thread waiting: the one that ends starts the next. */
final class KeyLanes {

    private final Map<String, Queue<Runnable>> lanes = new HashMap<>();

    /** True when the task may start now; else it is kept until its turn. */
    synchronized boolean enter(String key, Runnable task) {
        Queue<Runnable> waiting = lanes.get(key);
        if (waiting != null) {
            waiting.add(task);
            return false;
        }
        lanes.put(key, new ArrayDeque<>());
        return true;
    }

    /** The task that is next in the lane of one that ended; null when there is none. */
    synchronized @Nullable Runnable leave(String key) {
        Queue<Runnable> waiting = lanes.get(key);
        Runnable next = waiting == null ? null : waiting.poll();
        if (next == null) {
            lanes.remove(key);
        }
        return next;
    }
}
