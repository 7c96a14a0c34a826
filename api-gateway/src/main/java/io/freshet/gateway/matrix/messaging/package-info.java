/** Risk matrices as Avro records. */
@NullMarked
package io.freshet.gateway.matrix.messaging;

import org.jspecify.annotations.NullMarked;
