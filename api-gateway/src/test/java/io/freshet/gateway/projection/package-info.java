@NullMarked
package io.freshet.gateway.projection;

import org.jspecify.annotations.NullMarked;
