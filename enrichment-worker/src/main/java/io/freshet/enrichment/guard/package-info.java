/** What stands between an inquiry and the network: operators' states, circuits, places, permits. Knows no HTTP and no SQL. */
@NullMarked
package io.freshet.enrichment.guard;

import org.jspecify.annotations.NullMarked;
