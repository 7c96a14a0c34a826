@NullMarked
package io.freshet.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
