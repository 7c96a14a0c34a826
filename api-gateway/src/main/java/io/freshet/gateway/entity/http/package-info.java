/** The endpoints of entities. */
@NullMarked
package io.freshet.gateway.entity.http;

import org.jspecify.annotations.NullMarked;
