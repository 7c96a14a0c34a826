/** Risk matrices and how the rules workers get them. */
@NullMarked
package io.freshet.gateway.matrix;

import org.jspecify.annotations.NullMarked;
