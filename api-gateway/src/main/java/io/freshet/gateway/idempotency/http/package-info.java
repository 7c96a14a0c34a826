/** The header {@code Idempotency-Key}. */
@NullMarked
package io.freshet.gateway.idempotency.http;

import org.jspecify.annotations.NullMarked;
