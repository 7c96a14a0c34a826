/** How the trees lie in the state store. */
@NullMarked
package io.freshet.ownership.store;

import org.jspecify.annotations.NullMarked;
