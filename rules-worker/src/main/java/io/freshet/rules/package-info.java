/** Evaluates risk matrices on what the stages before found. */
@NullMarked
package io.freshet.rules;

import org.jspecify.annotations.NullMarked;
