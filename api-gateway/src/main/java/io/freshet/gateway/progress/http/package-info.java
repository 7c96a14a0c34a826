/** The progress of a job as server-sent events. */
@NullMarked
package io.freshet.gateway.progress.http;

import org.jspecify.annotations.NullMarked;
