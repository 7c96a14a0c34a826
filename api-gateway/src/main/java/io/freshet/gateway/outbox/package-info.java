/** The transactional outbox: rows written with the state they tell of, and the relay that sends them. */
@NullMarked
package io.freshet.gateway.outbox;

import org.jspecify.annotations.NullMarked;
