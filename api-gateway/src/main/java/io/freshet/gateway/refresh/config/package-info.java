/** Settings of refreshes. */
@NullMarked
package io.freshet.gateway.refresh.config;

import org.jspecify.annotations.NullMarked;
