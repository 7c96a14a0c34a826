/** Risk matrices in PostgreSQL. */
@NullMarked
package io.freshet.gateway.matrix.persistence;

import org.jspecify.annotations.NullMarked;
