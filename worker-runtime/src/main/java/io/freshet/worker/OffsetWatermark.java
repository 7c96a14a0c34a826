package io.freshet.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How far a partition is done without a gap. Records complete in any order; the offset to commit is that of the first
 * record which has not, so that a crash repeats records but loses none.
 *
 * <p>Offsets are added in growing order (gaps are normal: compaction, transaction markers) by the poll thread and completed
 * by any thread.
 */
final class OffsetWatermark {

    private final Deque<Long> open = new ArrayDeque<>();
    private final Set<Long> doneAhead = new HashSet<>();
    private long next = -1;
    private long committed = -1;

    /** A record was read. */
    synchronized void add(long offset) {
        if (!open.isEmpty() && offset <= open.getLast()) {
            throw new IllegalArgumentException("offset " + offset + " after " + open.getLast());
        }
        if (next < 0) {
            next = offset;
            committed = offset;
        }
        open.addLast(offset);
    }

    /** A record is done. */
    synchronized void complete(long offset) {
        doneAhead.add(offset);
        while (!open.isEmpty() && doneAhead.remove(open.getFirst())) {
            next = open.removeFirst() + 1;
        }
        if (!open.isEmpty()) {
            next = open.getFirst();
        }
    }

    /** The offset to commit; empty when it was committed already. */
    synchronized OptionalLong toCommit() {
        return next > committed ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /** The broker has the commit of {@code offset}. */
    synchronized void committed(long offset) {
        committed = Math.max(committed, offset);
    }

    /** Records that are not done. */
    synchronized int openCount() {
        return open.size();
    }

    /** How many records the first unfinished one holds back. */
    synchronized int lag() {
        return doneAhead.size();
    }
}
