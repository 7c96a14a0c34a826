/** What refreshes found out about entities, over HTTP. */
@NullMarked
package io.freshet.gateway.projection.http;

import org.jspecify.annotations.NullMarked;
