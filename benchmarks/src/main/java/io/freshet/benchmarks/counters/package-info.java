/** What Kafka, PostgreSQL and the simulator have counted. */
@NullMarked
package io.freshet.benchmarks.counters;

import org.jspecify.annotations.NullMarked;
