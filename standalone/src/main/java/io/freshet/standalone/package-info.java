/** A whole Freshet on one machine: the parts, the simulator and the services as processes. */
@NullMarked
package io.freshet.standalone;

import org.jspecify.annotations.NullMarked;
