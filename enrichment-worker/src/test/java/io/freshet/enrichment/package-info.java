/** Tests of the enrichment worker. */
@NullMarked
package io.freshet.enrichment;

import org.jspecify.annotations.NullMarked;
