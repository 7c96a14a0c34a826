@NullMarked
package io.freshet.gateway.refresh;

import org.jspecify.annotations.NullMarked;
