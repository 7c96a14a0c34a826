package io.freshet.enrichment.persistence;

import io.freshet.enrichment.guard.Permits;

/** Permits on a clock that the test moves. */
final class VirtualPermits implements AutoCloseable {

    static final long START = 1_000_000;

    private final TestDatabase database = new TestDatabase();
    final Permits permits;

    VirtualPermits() {
        database.execute("CREATE TABLE virtual_clock (ms bigint)");
        database.execute("INSERT INTO virtual_clock VALUES (?)", START);
        permits = new JdbcPermits(database.pool(), "(SELECT to_timestamp(ms / 1000.0::numeric) FROM virtual_clock)");
    }

    void at(long now) {
        database.execute("UPDATE virtual_clock SET ms = ?", now);
    }

    void move(long by) {
        database.execute("UPDATE virtual_clock SET ms = ms + ?", by);
    }

    @Override
    public void close() {
        database.close();
    }
}
