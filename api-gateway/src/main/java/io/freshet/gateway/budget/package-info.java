/** What tenants may spend on provider calls. */
@NullMarked
package io.freshet.gateway.budget;

import org.jspecify.annotations.NullMarked;
