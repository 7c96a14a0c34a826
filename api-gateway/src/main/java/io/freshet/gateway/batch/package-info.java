/** Many refreshes that were asked for at once: kept as rows, and started a few at a time. */
@NullMarked
package io.freshet.gateway.batch;

import org.jspecify.annotations.NullMarked;
