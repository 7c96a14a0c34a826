/** Snapshots in PostgreSQL. */
@NullMarked
package io.freshet.gateway.snapshot.persistence;

import org.jspecify.annotations.NullMarked;
