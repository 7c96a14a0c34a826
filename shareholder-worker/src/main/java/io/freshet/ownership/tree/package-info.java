/** The ownership tree of one job as pure functions; knows neither Kafka nor Avro. */
@NullMarked
package io.freshet.ownership.tree;

import org.jspecify.annotations.NullMarked;
