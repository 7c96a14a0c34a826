/** States of providers on their way to the workers, and what the workers tell of their circuits. */
@NullMarked
package io.freshet.gateway.provider.messaging;

import org.jspecify.annotations.NullMarked;
