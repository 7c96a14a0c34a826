@NullMarked
package io.freshet.gateway.outbox;

import org.jspecify.annotations.NullMarked;
