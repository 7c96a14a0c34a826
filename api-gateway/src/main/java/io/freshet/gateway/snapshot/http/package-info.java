/** The endpoints of snapshots. */
@NullMarked
package io.freshet.gateway.snapshot.http;

import org.jspecify.annotations.NullMarked;
