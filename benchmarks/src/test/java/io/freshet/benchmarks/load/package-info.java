@NullMarked
package io.freshet.benchmarks.load;

import org.jspecify.annotations.NullMarked;
