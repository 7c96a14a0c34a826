/** What becomes of a job and its steps, event by event, for those who watch. */
@NullMarked
package io.freshet.gateway.progress;

import org.jspecify.annotations.NullMarked;
