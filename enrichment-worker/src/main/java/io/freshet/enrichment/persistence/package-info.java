/** Call journal and document cache in PostgreSQL. */
@NullMarked
package io.freshet.enrichment.persistence;

import org.jspecify.annotations.NullMarked;
