/** Measurements and how they are shown. */
@NullMarked
package io.freshet.benchmarks.report;

import org.jspecify.annotations.NullMarked;
