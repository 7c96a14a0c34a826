/** The marketplace in PostgreSQL. */
@NullMarked
package io.freshet.gateway.marketplace.persistence;

import org.jspecify.annotations.NullMarked;
