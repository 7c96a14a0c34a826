/** The outbox in PostgreSQL. */
@NullMarked
package io.freshet.gateway.outbox.persistence;

import org.jspecify.annotations.NullMarked;
