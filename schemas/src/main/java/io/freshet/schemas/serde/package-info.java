/**
 * Avro in the Confluent wire format (a zero byte, the schema id in four bytes, Avro binary) and the client of the registry
 * behind it. Takes the configuration keys of Confluent's own serializers, so that they can take its place.
 */
@NullMarked
package io.freshet.schemas.serde;

import org.jspecify.annotations.NullMarked;
