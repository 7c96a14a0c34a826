/** The real broker, PostgreSQL and schema registry as child processes: for standalone, and under the integration tests. */
@NullMarked
package io.freshet.embedded;

import org.jspecify.annotations.NullMarked;
