/** The gateway: REST, state in PostgreSQL, the outbox and the projection of what the stages answer. */
@NullMarked
package io.freshet.gateway;

import org.jspecify.annotations.NullMarked;
