/** What stands between an inquiry and the network. */
@NullMarked
package io.freshet.enrichment.guard;

import org.jspecify.annotations.NullMarked;
