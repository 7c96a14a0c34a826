@NullMarked
package io.freshet.gateway.marketplace;

import org.jspecify.annotations.NullMarked;
