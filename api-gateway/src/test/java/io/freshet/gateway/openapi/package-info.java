@NullMarked
package io.freshet.gateway.openapi;

import org.jspecify.annotations.NullMarked;
