/** A simulator of registers: real wire formats, synthetic companies and persons, faults on demand. Loopback only. */
@NullMarked
package io.freshet.simulator;

import org.jspecify.annotations.NullMarked;
