/** Refreshes: the request, the choice of providers, submission and what is shown of them. */
@NullMarked
package io.freshet.gateway.refresh;

import org.jspecify.annotations.NullMarked;
