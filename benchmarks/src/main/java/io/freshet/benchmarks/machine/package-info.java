/** What processes use of a Linux machine. */
@NullMarked
package io.freshet.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
