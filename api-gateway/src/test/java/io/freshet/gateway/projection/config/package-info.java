@NullMarked
package io.freshet.gateway.projection.config;

import org.jspecify.annotations.NullMarked;
