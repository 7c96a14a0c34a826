/** Callers that refresh and wait: a thin HTTP client, and loops over it that measure. */
@NullMarked
package io.freshet.benchmarks.load;

import org.jspecify.annotations.NullMarked;
