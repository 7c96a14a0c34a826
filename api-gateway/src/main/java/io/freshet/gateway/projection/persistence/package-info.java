/** The projected state in PostgreSQL. */
@NullMarked
package io.freshet.gateway.projection.persistence;

import org.jspecify.annotations.NullMarked;
