/** What goes wrong on demand, and how many calls are taken. */
@NullMarked
package io.freshet.simulator.fault;

import org.jspecify.annotations.NullMarked;
