@NullMarked
package io.freshet.gateway.entity.persistence;

import org.jspecify.annotations.NullMarked;
