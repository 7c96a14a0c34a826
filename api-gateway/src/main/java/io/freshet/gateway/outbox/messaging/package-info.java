/** The outbox on its way to Kafka. */
@NullMarked
package io.freshet.gateway.outbox.messaging;

import org.jspecify.annotations.NullMarked;
