/** What a refresh calls and what it may change: pure functions of the request, the catalogue and the row. */
@NullMarked
package io.freshet.core.refresh;

import org.jspecify.annotations.NullMarked;
