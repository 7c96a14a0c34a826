/** The rules by which what providers say is merged. */
@NullMarked
package io.freshet.gateway.projection.config;

import org.jspecify.annotations.NullMarked;
