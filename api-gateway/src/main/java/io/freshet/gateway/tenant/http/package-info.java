/** Authentication by API key. */
@NullMarked
package io.freshet.gateway.tenant.http;

import org.jspecify.annotations.NullMarked;
