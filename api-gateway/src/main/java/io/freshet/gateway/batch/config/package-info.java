/** Settings of batches. */
@NullMarked
package io.freshet.gateway.batch.config;

import org.jspecify.annotations.NullMarked;
