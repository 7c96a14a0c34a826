/** Tests of the rules worker. */
@NullMarked
package io.freshet.rules.engine;

import org.jspecify.annotations.NullMarked;
