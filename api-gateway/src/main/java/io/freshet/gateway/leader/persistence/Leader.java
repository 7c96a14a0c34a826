package io.freshet.gateway.leader.persistence;

import io.freshet.gateway.leader.LeaderDuty;
import io.micronaut.context.annotation.Context;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs the leader's duties on whichever instance holds the lock. The lock belongs to a database session: it falls to
 * another instance when this one dies, and a broken session is noticed because each round uses it.
 */
@Context
final class Leader implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Leader.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    /** Any number that nobody else uses in this database: "freshet" on a telephone's keypad. */
    private static final long LOCK = 3_737_438L;

    private final DataSource dataSource;
    private final List<LeaderDuty> duties;
    private final Thread thread;

    Leader(DataSource dataSource, List<LeaderDuty> duties) {
        // A transactional data source would hand out the current thread's connection; the lock needs its own.
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.duties = List.copyOf(duties);
        this.thread = Thread.ofPlatform().name("leader").daemon().start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection session = dataSource.getConnection()) {
                lead(session);
            } catch (SQLException e) {
                LOGGER.atWarn().addKeyValue("sqlState", e.getSQLState()).log("Leadership lost or not reachable");
                pause();
            }
        }
    }

    private void lead(Connection session) throws SQLException {
        boolean leads = false;
        while (!Thread.currentThread().isInterrupted()) {
            leads = leads ? stillThere(session) : takesLock(session);
            if (leads) {
                duties.forEach(Leader::performSafely);
            }
            pause();
        }
    }

    private static boolean stillThere(Connection session) throws SQLException {
        if (!session.isValid(2)) {
            throw new SQLException("the session that held the lock is gone", "08006");
        }
        return true;
    }

    private static boolean takesLock(Connection session) throws SQLException {
        try (PreparedStatement ask = session.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            ask.setLong(1, LOCK);
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static void performSafely(LeaderDuty duty) {
        try {
            duty.perform();
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("duty", duty.getClass().getSimpleName())
                    .setCause(e)
                    .log("Duty failed; next round tries again");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ROUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    @PreDestroy
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }
}
