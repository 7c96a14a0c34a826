/** The progress of jobs in PostgreSQL. */
@NullMarked
package io.freshet.gateway.progress.persistence;

import org.jspecify.annotations.NullMarked;
