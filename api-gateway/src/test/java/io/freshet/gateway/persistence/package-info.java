@NullMarked
package io.freshet.gateway.persistence;

import org.jspecify.annotations.NullMarked;
