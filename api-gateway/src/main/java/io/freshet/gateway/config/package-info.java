/** Settings from the environment, and the objects that are made of them. */
@NullMarked
package io.freshet.gateway.config;

import org.jspecify.annotations.NullMarked;
