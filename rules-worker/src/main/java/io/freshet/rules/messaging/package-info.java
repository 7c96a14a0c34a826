/** Events in, matrices from their topic, evaluations out. */
@NullMarked
package io.freshet.rules.messaging;

import org.jspecify.annotations.NullMarked;
