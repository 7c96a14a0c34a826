/** Tests of the package of the same name. */
@NullMarked
package io.freshet.ownership.messaging;

import org.jspecify.annotations.NullMarked;
