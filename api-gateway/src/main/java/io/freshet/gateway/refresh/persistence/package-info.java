/** Refreshes in PostgreSQL. */
@NullMarked
package io.freshet.gateway.refresh.persistence;

import org.jspecify.annotations.NullMarked;
