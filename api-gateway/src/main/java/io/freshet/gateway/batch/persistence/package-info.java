/** Batches in PostgreSQL. */
@NullMarked
package io.freshet.gateway.batch.persistence;

import org.jspecify.annotations.NullMarked;
