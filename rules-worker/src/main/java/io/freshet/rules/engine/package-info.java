/** Rules compiled to evaluators: pure functions of a document and a moment. */
@NullMarked
package io.freshet.rules.engine;

import org.jspecify.annotations.NullMarked;
