/** Transactions as the use cases see them. */
@NullMarked
package io.freshet.gateway.transaction;

import org.jspecify.annotations.NullMarked;
