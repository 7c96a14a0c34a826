/** The companies and persons that the registers know. */
@NullMarked
package io.freshet.simulator.register;

import org.jspecify.annotations.NullMarked;
