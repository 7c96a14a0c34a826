/** What only one gateway instance does at a time, chosen by an advisory lock of PostgreSQL. */
@NullMarked
package io.freshet.gateway.leader;

import org.jspecify.annotations.NullMarked;
