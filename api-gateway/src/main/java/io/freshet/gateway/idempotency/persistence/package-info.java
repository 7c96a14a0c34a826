/** Kept answers in PostgreSQL. */
@NullMarked
package io.freshet.gateway.idempotency.persistence;

import org.jspecify.annotations.NullMarked;
