/** Tests of the package of the same name. */
@NullMarked
package io.freshet.ownership.store;

import org.jspecify.annotations.NullMarked;
