/** The stores on a real PostgreSQL. */
@NullMarked
package io.freshet.enrichment.persistence;

import org.jspecify.annotations.NullMarked;
