/** Requests that are served once per key. */
@NullMarked
package io.freshet.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
