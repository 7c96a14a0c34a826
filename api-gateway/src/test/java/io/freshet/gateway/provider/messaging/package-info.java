@NullMarked
package io.freshet.gateway.provider.messaging;

import org.jspecify.annotations.NullMarked;
