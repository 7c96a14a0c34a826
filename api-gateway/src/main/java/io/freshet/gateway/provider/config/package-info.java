/** States of providers at the start. */
@NullMarked
package io.freshet.gateway.provider.config;

import org.jspecify.annotations.NullMarked;
