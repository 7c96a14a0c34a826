/** What a caller may have done to an entity beside a refresh: each operation is planned here and runs as any job does. */
@NullMarked
package io.freshet.gateway.operation;

import org.jspecify.annotations.NullMarked;
