@NullMarked
package io.freshet.simulator.register;

import org.jspecify.annotations.NullMarked;
