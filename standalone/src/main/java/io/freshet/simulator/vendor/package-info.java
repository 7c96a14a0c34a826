/** The registers in the wire formats of the services that publish them, one class each. */
@NullMarked
package io.freshet.simulator.vendor;

import org.jspecify.annotations.NullMarked;
