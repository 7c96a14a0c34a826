@NullMarked
package io.freshet.gateway.operation;

import org.jspecify.annotations.NullMarked;
