package io.freshet.worker;

import org.apache.avro.specific.SpecificRecord;

/**
 * What a worker does with one record.
 *
 * <p>Called on a virtual thread of its own, so it may block; many calls run at once, but never two for the same key when
 * the worker serializes keys. The engine acknowledges: it sends the emissions of {@link Outcome.Done}, waits for the
 * broker to have them, and only then counts the record as done, so a record is handled at least once and a handler must
 * bear to see it again. On shutdown the thread is interrupted after the drain time; such a record is not acknowledged.
 *
 * @param <V> type of the record's value
 */
@FunctionalInterface
public interface RecordHandler<V extends SpecificRecord> {

    /**
     * Handles one record.
     *
     * @throws Exception anything thrown is classified once by {@link FailureClassifier}: retried later, or dead-lettered
     */
    Outcome handle(Delivery<V> delivery) throws Exception;
}
