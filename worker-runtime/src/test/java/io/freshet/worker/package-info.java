/** Tests of the engine. */
@NullMarked
package io.freshet.worker;

import org.jspecify.annotations.NullMarked;
