package io.freshet.benchmarks;

import io.freshet.benchmarks.load.Batches;
import io.freshet.benchmarks.load.Gateway;
import io.freshet.benchmarks.load.Load;
import io.freshet.benchmarks.load.LoadResult;
import io.freshet.benchmarks.load.Subject;
import io.freshet.benchmarks.report.Measurement;
import io.freshet.standalone.FreshetSystem;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * W5: interactive refreshes that arrive at a steady rate, alone and on top of a batch; and the batches of two tenants
 * beside each other.
 */
final class BatchCases {

    private static final String P99 = "latencyMs/p99";
    private static final String BULK = "bulk";
    private static final int CALLERS = 256;

    private final BenchOptions.BatchSizes sizes;
    private final CaseRunner runner;
    private final Gateway gateway;
    private final Gateway secondGateway;
    private final List<Subject> interactive;
    private final List<String> own;
    private final List<String> seconds;

    private BatchCases(
            BenchOptions.BatchSizes sizes,
            CaseRunner runner,
            Tenants tenants,
            List<Subject> interactive,
            List<String> own,
            List<String> seconds) {
        this.sizes = sizes;
        this.runner = runner;
        this.gateway = tenants.first();
        this.secondGateway = tenants.second();
        this.interactive = List.copyOf(interactive);
        this.own = List.copyOf(own);
        this.seconds = List.copyOf(seconds);
    }

    private record Tenants(Gateway first, Gateway second) {}

    /**
     * Registers the companies of both tenants.
     *
     * @param interactive what is refreshed on top; no company of the batches
     * @param provider the only one that the second tenant asks
     */
    static BatchCases prepare(
            FreshetSystem system,
            BenchOptions.BatchSizes sizes,
            CaseRunner runner,
            List<Subject> interactive,
            String provider)
            throws IOException, SQLException {
        List<String> taxIds = system.simulator().tagged(BULK);
        List<String> chosen = taxIds.subList(0, Math.min(sizes.items(), taxIds.size()));
        Gateway first = new Gateway(system.gatewayUrl(), system.apiKey());
        Gateway second = new Gateway(system.gatewayUrl(), OtherTenant.key(system.postgres()));
        second.enableOnly(provider);
        return new BatchCases(
                sizes,
                runner,
                new Tenants(first, second),
                interactive,
                first.entities("BR", chosen),
                second.entities("BR", chosen.subList(0, Math.max(1, chosen.size() / 2))));
    }

    /** One round of all cases. */
    List<Measurement> run(int round) throws IOException, InterruptedException {
        Measurement alone = runner.measureLoad(bench("interactive alone"), round);
        return List.of(alone, onTop(alone, round), twoTenants(round));
    }

    private BenchCase bench(String name) {
        Load load = new Load.Open(
                sizes.interactive(), Math.min(sizes.interactive(), CALLERS), sizes.interactivePerSecond());
        return BenchCase.batch(name, load, interactive);
    }

    private Measurement onTop(Measurement alone, int round) throws IOException, InterruptedException {
        try (Batches batches = new Batches(gateway)) {
            long start = System.nanoTime();
            String batch = batches.submit(own);
            Batches.Progress before = batches.await(batch, progress -> progress.completed() > 0);
            Measurement onTop = runner.measureLoad(bench("interactive on top of a batch"), round);
            Batches.Progress after = batches.progress(batch);
            Batches.Progress end = batches.await(batch, Batches.Progress::ended);
            Map<String, Double> figures = new LinkedHashMap<>(onTop.figures());
            figures.put("p99OverAlone", onTop.figure(P99) / alone.figure(P99));
            figures.put("batch/items", (double) end.total());
            figures.put("batch/itemsNotCompleted", (double) end.total() - end.completed());
            figures.put("batch/itemsPerSecond", end.total() * 1e9 / (System.nanoTime() - start));
            figures.put("batch/itemsDuringLoad", (double) after.completed() - before.completed());
            figures.put("batch/endedBeforeLoad", after.ended() ? 1.0 : 0.0);
            Map<String, Long> outcomes = new HashMap<>(onTop.outcomes());
            outcomes(end.completed(), end.total() - end.completed())
                    .forEach((outcome, items) -> outcomes.merge(outcome, items, Long::sum));
            return new Measurement(onTop.workload(), onTop.name(), round, figures, outcomes);
        }
    }

    /** The second tenant comes when the first one's batch, twice as large, runs already. */
    private Measurement twoTenants(int round) throws IOException, InterruptedException {
        try (Batches first = new Batches(gateway);
                Batches second = new Batches(secondGateway)) {
            String large = first.submit(own);
            int headStart =
                    first.await(large, progress -> progress.completed() > 0).completed();
            String small = second.submit(seconds);
            Batches.Progress mine = second.await(small, progress -> progress.waiting() == 0);
            Batches.Progress others = first.progress(large);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("batch/items", (double) own.size() + seconds.size());
            figures.put("batch/startedOfFirstOverSecond", (double) (others.started() - headStart) / mine.started());
            Batches.Progress firstEnd = first.await(large, Batches.Progress::ended);
            Batches.Progress secondEnd = second.await(small, Batches.Progress::ended);
            int completed = firstEnd.completed() + secondEnd.completed();
            int notCompleted = firstEnd.total() + secondEnd.total() - completed;
            figures.put("batch/itemsNotCompleted", (double) notCompleted);
            return new Measurement("W5", "two tenants", round, figures, outcomes(completed, notCompleted));
        }
    }

    private static Map<String, Long> outcomes(int completed, int notCompleted) {
        return notCompleted == 0
                ? Map.of(LoadResult.COMPLETED, (long) completed)
                : Map.of(LoadResult.COMPLETED, (long) completed, "items not completed", (long) notCompleted);
    }
}
