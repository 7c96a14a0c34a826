/** The endpoints of the operations. */
@NullMarked
package io.freshet.gateway.operation.http;

import org.jspecify.annotations.NullMarked;
