/** Asks providers about a party and merges what they say. Free of Kafka, SQL and HTTP; the packages below adapt to them. */
@NullMarked
package io.freshet.enrichment;

import org.jspecify.annotations.NullMarked;
