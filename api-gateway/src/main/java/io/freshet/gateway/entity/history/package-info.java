/** What happened to an entity: an append-only list, written by everybody who changes one. */
@NullMarked
package io.freshet.gateway.entity.history;

import org.jspecify.annotations.NullMarked;
