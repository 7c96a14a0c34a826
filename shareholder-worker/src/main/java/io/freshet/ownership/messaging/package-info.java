/** The Kafka Streams topology around the ownership tree: records in, state, records out. */
@NullMarked
package io.freshet.ownership.messaging;

import org.jspecify.annotations.NullMarked;
