/** Budgets as the workers read them. */
@NullMarked
package io.freshet.gateway.budget.messaging;

import org.jspecify.annotations.NullMarked;
