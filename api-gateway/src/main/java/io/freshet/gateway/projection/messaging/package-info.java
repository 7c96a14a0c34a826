/** The event topics and dead letters of the stages, and the tail of the public topic. */
@NullMarked
package io.freshet.gateway.projection.messaging;

import org.jspecify.annotations.NullMarked;
