/** Commands and public events of refreshes as Avro records. */
@NullMarked
package io.freshet.gateway.refresh.messaging;

import org.jspecify.annotations.NullMarked;
