/** What several providers know of a party, made into one profile in which every value names its source. */
@NullMarked
package io.freshet.core.merge;

import org.jspecify.annotations.NullMarked;
