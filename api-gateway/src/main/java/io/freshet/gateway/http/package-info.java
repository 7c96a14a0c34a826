/** What every endpoint shares: errors, request ids, authentication, reading of bodies, health. */
@NullMarked
package io.freshet.gateway.http;

import org.jspecify.annotations.NullMarked;
