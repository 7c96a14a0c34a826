/** The domain that two or more services share. Plain Java: no framework, no Kafka, no SQL, no HTTP. */
@NullMarked
package io.freshet.core;

import org.jspecify.annotations.NullMarked;
