package io.freshet.benchmarks;

import io.freshet.benchmarks.counters.SimulatorControl;
import io.freshet.benchmarks.load.Background;
import io.freshet.benchmarks.load.Gateway;
import io.freshet.benchmarks.load.Load;
import io.freshet.benchmarks.load.Subject;
import io.freshet.benchmarks.report.Measurement;
import io.freshet.standalone.FreshetSystem;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * W7: refreshes at a steady rate that ask one of three providers, while half as many ask a fourth; first all four answer,
 * then the fourth takes calls and never answers.
 */
final class DownCases {

    private static final String P99 = "latencyMs/p99";
    private static final int COMPANIES = 200;
    private static final int CALLERS = 256;
    private static final String FOURTH_VENDOR = "rechercheentreprises";
    private static final List<Register> OTHERS = List.of(
            new Register("BR", "plain", "br_brasilapi_company_enrichment"),
            // The simulator has no plain ones there; at depth 0 what is masked is no more work.
            new Register("GB", "masked", "gb_companieshouse_company_enrichment"),
            new Register("NO", "plain", "no_brreg_company_enrichment"));
    private static final Register FOURTH = new Register("FR", "plain", "fr_rechercheentreprises_company_enrichment");

    private final BenchOptions.BatchSizes sizes;
    private final CaseRunner runner;
    private final SimulatorControl simulator;
    private final Gateway gateway;
    private final List<Subject> others;
    private final List<Subject> fourth;

    private DownCases(
            BenchOptions.BatchSizes sizes,
            CaseRunner runner,
            SimulatorControl simulator,
            Gateway gateway,
            List<Subject> others,
            List<Subject> fourth) {
        this.sizes = sizes;
        this.runner = runner;
        this.simulator = simulator;
        this.gateway = gateway;
        this.others = List.copyOf(others);
        this.fourth = List.copyOf(fourth);
    }

    /** Companies of the simulator and who is asked about them. */
    private record Register(String country, String tag, String code) {

        List<String> taxIds(SimulatorControl simulator) throws IOException {
            List<String> taxIds = simulator.taxIds(country, tag, COMPANIES);
            if (taxIds.isEmpty()) {
                throw new IllegalStateException("the simulator has no " + tag + " companies in " + country);
            }
            return taxIds;
        }

        String refresh() {
            return "{\"depth\":0,\"refreshScope\":\"selected\",\"providerCodes\":[\"" + code + "\"]}";
        }
    }

    /** Registers the companies. */
    static DownCases prepare(FreshetSystem system, BenchOptions.BatchSizes sizes, CaseRunner runner)
            throws IOException, SQLException {
        // A tenant of its own, since others have these companies already.
        Gateway gateway = new Gateway(system.gatewayUrl(), OtherTenant.key(system.postgres()));
        SimulatorControl simulator = new SimulatorControl(system.simulator().url());
        List<List<Subject>> each = new ArrayList<>();
        for (Register register : OTHERS) {
            each.add(gateway.companies(register.country(), register.taxIds(simulator), register.refresh()));
        }
        int rows = each.stream().mapToInt(List::size).min().orElse(0);
        List<Subject> inTurn = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (List<Subject> ofOne : each) {
                inTurn.add(ofOne.get(row));
            }
        }
        List<Subject> fourth = gateway.unawaited(FOURTH.country(), FOURTH.taxIds(simulator), FOURTH.refresh());
        return new DownCases(sizes, runner, simulator, gateway, inTurn, fourth);
    }

    /** One round of both cases. */
    List<Measurement> run(int round) throws IOException, InterruptedException {
        simulator.reset(0);
        Measurement well = measure("all providers answer", round);
        simulator.hang(FOURTH_VENDOR);
        Measurement down = measure("one never answers", round);
        simulator.reset(0);
        Map<String, Double> figures = new LinkedHashMap<>(down.figures());
        figures.put("p99OverAlone", down.figure(P99) / well.figure(P99));
        return List.of(well, new Measurement(down.workload(), down.name(), round, figures, down.outcomes()));
    }

    private Measurement measure(String name, int round) throws IOException, InterruptedException {
        Load load = new Load.Open(
                sizes.interactive(), Math.min(sizes.interactive(), CALLERS), sizes.interactivePerSecond());
        try (Background background = Background.start(gateway, fourth, sizes.interactivePerSecond() / 2.0)) {
            Measurement measured =
                    runner.measureLoad(new BenchCase(BenchOptions.Workload.W7, name, load, others, 0, 1, 1), round);
            Map<String, Double> figures = new LinkedHashMap<>(measured.figures());
            figures.put("background/jobs", (double) background.accepted());
            return new Measurement(measured.workload(), name, round, figures, measured.outcomes());
        }
    }
}
