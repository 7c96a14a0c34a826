/**
 * What crosses Kafka: the Avro contracts (generated from {@code src/main/avro}), the catalogue of topics, the headers of
 * a record, and the serde in the Confluent wire format.
 */
@NullMarked
package io.freshet.schemas;

import org.jspecify.annotations.NullMarked;
