/** Failures that lie in the moment and not in the request. */
@NullMarked
package io.freshet.gateway.failure;

import org.jspecify.annotations.NullMarked;
