/** Tests of the rules worker. */
@NullMarked
package io.freshet.rules;

import org.jspecify.annotations.NullMarked;
