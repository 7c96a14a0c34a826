@NullMarked
package io.freshet.gateway.entity.history;

import org.jspecify.annotations.NullMarked;
