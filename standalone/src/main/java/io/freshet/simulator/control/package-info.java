/** What tests ask of the simulator: its parties, its calls, faults and limits. */
@NullMarked
package io.freshet.simulator.control;

import org.jspecify.annotations.NullMarked;
