package io.freshet.benchmarks;

import io.freshet.benchmarks.load.Load;
import io.freshet.benchmarks.load.Subject;
import java.util.List;

/**
 * One case of a workload.
 *
 * @param name within the workload
 * @param subjects refreshed in turn
 * @param providerMs how long every provider takes to answer
 * @param nodes of one job's tree; 1 without a tree
 * @param levels of provider calls one after another in one job
 */
record BenchCase(
        BenchOptions.Workload workload,
        String name,
        Load load,
        List<Subject> subjects,
        int providerMs,
        int nodes,
        int levels) {

    private static final int TREE_PROVIDER_MS = 50;
    private static final int TREE_NODES = 156;
    private static final int TREE_LEVELS = 4;

    BenchCase {
        subjects = List.copyOf(subjects);
    }

    /** One company, no tree, a provider that answers at once. */
    static BenchCase company(String name, Load load, List<Subject> companies) {
        return new BenchCase(BenchOptions.Workload.W1, name, load, companies, 0, 1, 1);
    }

    /** A tree of depth 3 with five shareholders each, and a provider that takes 50 ms. */
    static BenchCase tree(String name, Load load, List<Subject> trees) {
        return new BenchCase(BenchOptions.Workload.W3, name, load, trees, TREE_PROVIDER_MS, TREE_NODES, TREE_LEVELS);
    }

    /** Companies on top of a batch, a provider that answers at once. */
    static BenchCase batch(String name, Load load, List<Subject> companies) {
        return new BenchCase(BenchOptions.Workload.W5, name, load, companies, 0, 1, 1);
    }

    /** How many trees make up for a number of jobs. */
    static int treesFor(int jobs) {
        return (jobs + TREE_NODES - 1) / TREE_NODES;
    }
}
