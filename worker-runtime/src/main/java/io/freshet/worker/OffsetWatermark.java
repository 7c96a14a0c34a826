package io.freshet.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How far a partition is done without a gap, for one time of owning it. Records complete in any order; the offset to commit
 * is that of the first record which has not, so that a crash repeats records but loses none.
 *
 * <p>Offsets are added in growing order (gaps are normal: compaction, transaction markers) by the poll thread and completed
 * by any thread. A record keeps the watermark under which it was read: when the partition has gone and come back meanwhile,
 * its end counts for the old watermark, which nobody commits any more, and not for the new one.
 */
final class OffsetWatermark {

    private final Deque<Long> open = new ArrayDeque<>();
    private final Set<Long> doneAhead = new HashSet<>();
    private long next = -1;
    private long committed = -1;
    private int running;
    private boolean abandoned;

    /** Whether {@code offset} lies behind all that was added. It does not when the log was cut and is read from before. */
    synchronized boolean continuesAt(long offset) {
        return offset >= next && (open.isEmpty() || offset > open.getLast());
    }

    /** A record was read. */
    synchronized void add(long offset) {
        if (!continuesAt(offset)) {
            throw new IllegalArgumentException("offset " + offset + " does not follow");
        }
        if (next < 0) {
            next = offset;
            committed = offset;
        }
        open.addLast(offset);
    }

    /** A record goes to its handler. */
    synchronized void started() {
        running++;
    }

    /** A handler has ended, whether its record is done or not. */
    synchronized void ended() {
        running--;
    }

    synchronized boolean isRunning() {
        return running > 0;
    }

    /** The partition goes: no record of it is to be started any more. */
    synchronized void abandon() {
        abandoned = true;
    }

    synchronized boolean isAbandoned() {
        return abandoned;
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

    /** Records from the first that is not done to the last that was read. */
    synchronized int openCount() {
        return open.size();
    }

    /** How many records the first unfinished one holds back. */
    synchronized int lag() {
        return doneAhead.size();
    }
}
