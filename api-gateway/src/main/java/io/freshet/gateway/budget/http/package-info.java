/** Budgets over HTTP. */
@NullMarked
package io.freshet.gateway.budget.http;

import org.jspecify.annotations.NullMarked;
