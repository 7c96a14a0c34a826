/** Tests of the catalogue. */
@NullMarked
package io.freshet.enrichment.catalogue;

import org.jspecify.annotations.NullMarked;
