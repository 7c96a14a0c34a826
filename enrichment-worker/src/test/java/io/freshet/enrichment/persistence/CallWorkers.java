package io.freshet.enrichment.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.freshet.enrichment.CallId;
import io.freshet.enrichment.CallJournal;
import io.freshet.enrichment.CallLedger;
import io.freshet.enrichment.CallMetrics;
import io.freshet.enrichment.Provider;
import io.freshet.enrichment.ProviderCall;
import io.freshet.enrichment.Question;
import io.freshet.enrichment.RetryTiers;
import io.freshet.enrichment.Subject;
import io.freshet.enrichment.catalogue.CatalogueReader;
import io.freshet.enrichment.catalogue.ProviderDefinition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Workers that share a database and ask one provider, without Kafka. */
final class CallWorkers implements AutoCloseable {

    static final ProviderDefinition BRAZIL = CatalogueReader.read(Map.of()).stream()
            .filter(provider -> provider.code().equals("br_brasilapi_company_enrichment"))
            .findFirst()
            .orElseThrow();

    final TestDatabase database = new TestDatabase();
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final List<JdbcCallFlights> flights = new ArrayList<>();
    private final List<ProviderCall> workers = new ArrayList<>();

    CallWorkers(int number, Provider provider) {
        for (int i = 0; i < number; i++) {
            HikariDataSource pool = database.pool(8);
            pools.add(pool);
            ObjectMapper json = new ObjectMapper();
            JdbcCallFlights own = new JdbcCallFlights(pool, json, UUID.randomUUID());
            flights.add(own);
            workers.add(new ProviderCall(
                    provider,
                    new ProviderCall.Stores(
                            new JdbcCallJournal(pool, json, own),
                            new JdbcDocumentCache(pool, json),
                            own,
                            new JdbcCallLedger(pool)),
                    new RetryTiers(List.of(Duration.ofSeconds(5), Duration.ofMinutes(1))),
                    new CallMetrics(new SimpleMeterRegistry()),
                    Clock.systemUTC()));
        }
    }

    /** A question about a company of a job of its own. */
    static Question question(String taxId, boolean forced) {
        return question(BRAZIL, call(), taxId, forced, null, CallLedger.Budget.NONE);
    }

    static CallId call() {
        return new CallId(
                UUID.randomUUID().toString(),
                "root",
                BRAZIL.code(),
                UUID.randomUUID().toString());
    }

    static Question question(
            ProviderDefinition provider,
            CallId call,
            String taxId,
            boolean forced,
            CallJournal.@Nullable Doubt doubt,
            CallLedger.Budget budget) {
        return new Question(
                provider,
                Subject.company("BR", taxId),
                call,
                UUID.randomUUID().toString(),
                new Question.Terms(forced, false, Instant.now().plus(Duration.ofMinutes(5)), budget),
                doubt);
    }

    ProviderCall worker(int number) {
        return workers.get(number % workers.size());
    }

    /** Asks all at once, in turn by the workers. */
    List<ProviderCall.Result> ask(List<Question> questions) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ProviderCall.Result>> pending = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                Question question = questions.get(i);
                ProviderCall worker = worker(i);
                pending.add(threads.submit(() -> worker.call(question)));
            }
            List<ProviderCall.Result> results = new ArrayList<>();
            for (Future<ProviderCall.Result> one : pending) {
                results.add(one.get());
            }
            return results;
        }
    }

    @Override
    public void close() {
        flights.forEach(JdbcCallFlights::close);
        pools.forEach(HikariDataSource::close);
        database.close();
    }
}
