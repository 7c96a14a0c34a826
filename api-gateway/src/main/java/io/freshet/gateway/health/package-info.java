/** Whether this instance can take work. */
@NullMarked
package io.freshet.gateway.health;

import org.jspecify.annotations.NullMarked;
