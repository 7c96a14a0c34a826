/** Commands in, events out. */
@NullMarked
package io.freshet.enrichment.messaging;

import org.jspecify.annotations.NullMarked;
