@NullMarked
package io.freshet.gateway.batch;

import org.jspecify.annotations.NullMarked;
