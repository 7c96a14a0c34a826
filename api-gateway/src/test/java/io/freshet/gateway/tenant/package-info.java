@NullMarked
package io.freshet.gateway.tenant;

import org.jspecify.annotations.NullMarked;
