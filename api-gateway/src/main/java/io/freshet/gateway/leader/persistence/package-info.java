/** The leader's lock in PostgreSQL. */
@NullMarked
package io.freshet.gateway.leader.persistence;

import org.jspecify.annotations.NullMarked;
