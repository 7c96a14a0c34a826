@NullMarked
package io.freshet.benchmarks;

import org.jspecify.annotations.NullMarked;
