/** Lists that are read page by page, newest first. */
@NullMarked
package io.freshet.gateway.paging;

import org.jspecify.annotations.NullMarked;
