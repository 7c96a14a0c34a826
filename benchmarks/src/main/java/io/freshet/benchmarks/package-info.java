/** The workloads, run against a whole Freshet on one machine; {@code ./freshet bench}. */
@NullMarked
package io.freshet.benchmarks;

import org.jspecify.annotations.NullMarked;
