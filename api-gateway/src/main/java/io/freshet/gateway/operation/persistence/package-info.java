/** What operations start from, in PostgreSQL. */
@NullMarked
package io.freshet.gateway.operation.persistence;

import org.jspecify.annotations.NullMarked;
