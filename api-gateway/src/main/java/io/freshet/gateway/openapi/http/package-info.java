/** The OpenAPI document and its page over HTTP. */
@NullMarked
package io.freshet.gateway.openapi.http;

import org.jspecify.annotations.NullMarked;
