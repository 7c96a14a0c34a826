/** HTTP/1.1 over plain sockets, able to answer as servers do that are broken. */
@NullMarked
package io.freshet.simulator.http;

import org.jspecify.annotations.NullMarked;
