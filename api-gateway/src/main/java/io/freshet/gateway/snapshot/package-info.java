/** Snapshots: what was known of a company or person at a moment, in a form whose hash anybody can compute again. */
@NullMarked
package io.freshet.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
