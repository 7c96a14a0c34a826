/** Tests of the package of the same name. */
@NullMarked
package io.freshet.ownership.tree;

import org.jspecify.annotations.NullMarked;
