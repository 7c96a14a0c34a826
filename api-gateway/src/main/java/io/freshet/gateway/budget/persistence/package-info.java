/** Budgets in PostgreSQL. */
@NullMarked
package io.freshet.gateway.budget.persistence;

import org.jspecify.annotations.NullMarked;
