@NullMarked
package io.freshet.gateway.provider;

import org.jspecify.annotations.NullMarked;
