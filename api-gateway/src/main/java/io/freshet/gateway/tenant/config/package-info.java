/** The tenant that is made at start. */
@NullMarked
package io.freshet.gateway.tenant.config;

import org.jspecify.annotations.NullMarked;
