/** The providers that may be called, as the enrichment workers publish them. */
@NullMarked
package io.freshet.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
