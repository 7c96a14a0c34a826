/** The endpoints of health. */
@NullMarked
package io.freshet.gateway.health.http;

import org.jspecify.annotations.NullMarked;
