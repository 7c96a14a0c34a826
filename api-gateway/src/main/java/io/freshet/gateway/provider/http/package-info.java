/** States of providers over HTTP. */
@NullMarked
package io.freshet.gateway.provider.http;

import org.jspecify.annotations.NullMarked;
