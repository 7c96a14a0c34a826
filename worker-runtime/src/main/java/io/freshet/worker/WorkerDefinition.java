package io.freshet.worker;

import io.freshet.schemas.Headers;
import io.freshet.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a worker reads and what it does with it.
 *
 * @param name group id, and the name in metrics
 * @param topics whose records are handled as soon as there is room
 * @param bulkTopics whose records get at most half of the room, so that they yield to {@code topics}
 * @param stage where records go that are to be tried later, or never again
 * @param accepts looks at the headers, before the value is decoded; what it refuses is skipped and acknowledged
 * @param serializeKeys whether records of one key are handled one after the other, in their order
 */
public record WorkerDefinition<V extends SpecificRecord>(
        String name,
        List<String> topics,
        List<String> bulkTopics,
        Topics.StageTopics stage,
        Predicate<Map<String, String>> accepts,
        boolean serializeKeys,
        Class<V> valueType,
        RecordHandler<V> handler) {

    public WorkerDefinition {
        topics = List.copyOf(topics);
        bulkTopics = List.copyOf(bulkTopics);
    }

    /** Accepts records whose slip says that this stage is next. */
    public static Predicate<Map<String, String>> nextStage(String stage) {
        return headers -> stage.equals(headers.get(Headers.NEXT_STAGE));
    }
}
