/** What every endpoint shares: errors, request ids, reading of bodies and paths. */
@NullMarked
package io.freshet.gateway.http;

import org.jspecify.annotations.NullMarked;
