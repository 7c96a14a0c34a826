package io.freshet.enrichment.persistence;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away what is kept no longer, in small transactions, so that nobody waits for it. Workers may sweep side by side. */
public final class Sweeper implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 100;
    private static final String DAYS = "FRESHET_JOURNAL_DAYS";

    private final DataSource dataSource;
    private final List<Rule> rules;
    private final Thread thread;

    /** Which rows of a table are kept no longer. */
    private record Rule(String table, String over) {}

    private Sweeper(DataSource dataSource, int journalDays) {
        this.dataSource = dataSource;
        this.rules = List.of(
                new Rule("provider_call", "created_at < now() - %d * interval '1 day'".formatted(journalDays)),
                new Rule("call_intent", "begun_at < now() - %d * interval '1 day'".formatted(journalDays)),
                new Rule("document_cache", "expires_at < now()"),
                new Rule("call_flight", "expires_at < now() - interval '1 minute'"),
                new Rule("tenant_spend", "day < current_date - 400"));
        this.thread = Thread.ofVirtual().name("sweeper").unstarted(this::run);
    }

    /**
     * Starts to sweep every minute.
     *
     * @param environment {@code FRESHET_JOURNAL_DAYS}: days that the call journal is kept, 1 to 3,650; default 90
     * @throws IllegalArgumentException naming the variable and what is wrong with it
     */
    public static Sweeper start(DataSource dataSource, Map<String, String> environment) {
        Sweeper sweeper = of(dataSource, environment);
        sweeper.thread.start();
        return sweeper;
    }

    static Sweeper of(DataSource dataSource, Map<String, String> environment) {
        String days = environment.getOrDefault(DAYS, "90");
        if (!days.matches("[1-9][0-9]{0,3}") || Integer.parseInt(days) > 3_650) {
            throw new IllegalArgumentException(DAYS + " is " + days + "; it takes a whole number from 1 to 3650");
        }
        return new Sweeper(dataSource, Integer.parseInt(days));
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
                try {
                    sweep();
                } catch (StorageException e) {
                    LOGGER.atInfo().log("Not swept; the database is away");
                }
            }
        } catch (InterruptedException e) {
            LOGGER.atDebug().log("Told to stop");
        }
    }

    /** Sweeps once. */
    void sweep() {
        for (Rule rule : rules) {
            for (int batch = 0; batch < MOST_BATCHES && delete(rule) == BATCH; batch++) {
                LOGGER.atDebug().addKeyValue("table", rule.table()).log("More to sweep");
            }
        }
    }

    private int delete(Rule rule) {
        return Sql.on(dataSource, connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("""
                    DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                        SELECT ctid FROM %1$s WHERE %2$s LIMIT %3$d FOR UPDATE SKIP LOCKED))
                    """.formatted(rule.table(), rule.over(), BATCH))) {
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
