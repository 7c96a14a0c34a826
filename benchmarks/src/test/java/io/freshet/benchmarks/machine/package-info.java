@NullMarked
package io.freshet.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
