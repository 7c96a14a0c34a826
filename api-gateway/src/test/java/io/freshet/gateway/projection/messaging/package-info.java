@NullMarked
package io.freshet.gateway.projection.messaging;

import org.jspecify.annotations.NullMarked;
