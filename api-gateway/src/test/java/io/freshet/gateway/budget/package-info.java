@NullMarked
package io.freshet.gateway.budget;

import org.jspecify.annotations.NullMarked;
