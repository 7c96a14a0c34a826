package io.freshet.ownership.messaging;

import io.freshet.ownership.store.TreeSerde;
import io.freshet.schemas.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Answers of enrichment, commands to start from what is known and cancellations in, questions about owners and resolved
 * trees out. All that comes in is keyed by job and has equally many partitions, so one task sees all that concerns a job.
 *
 * <p>Values arrive as bytes and are decoded only when the header says that this stage is next. What a processor sends
 * goes to a sink by name.
 */
public final class OwnershipTopology {

    /** Store of the trees, by job. */
    public static final String JOBS = "ownership-jobs";

    /** Store of the roots' enrichment events, by job. */
    public static final String ROOTS = "ownership-roots";

    static final String SOURCE_TOPIC = Topics.ENRICHMENT_EVENTS.name();
    static final String COMMANDS = "enrichment-commands";
    static final String BULK_COMMANDS = "enrichment-commands-bulk";
    static final String EVENTS = "ownership-events";
    static final String DEAD_LETTERS = "dead-letters";

    static final String CANCELLATIONS_TOPIC = Topics.JOB_CANCELLATIONS.name();

    private static final String SOURCE = "enrichment-events";
    private static final String OWN_COMMANDS = "ownership-commands";
    private static final String CANCELLATIONS = "job-cancellations";
    private static final String PROCESSOR = "ownership";

    private OwnershipTopology() {}

    /**
     * The topology.
     *
     * @param events reads {@code EntityEnriched} and {@code ResolveOwnership}; used by several threads
     * @param records writes {@code EnrichEntity} and {@code OwnershipResolved}; used by several threads
     */
    public static Topology create(Deserializer<?> events, Serializer<?> records) {
        StringSerializer key = new StringSerializer();
        Topology topology = new Topology();
        topology.addSource(SOURCE, new StringDeserializer(), new ByteArrayDeserializer(), SOURCE_TOPIC);
        topology.addSource(
                OWN_COMMANDS, new StringDeserializer(), new ByteArrayDeserializer(), Topics.OWNERSHIP_COMMANDS.name());
        topology.addSource(CANCELLATIONS, new StringDeserializer(), new ByteArrayDeserializer(), CANCELLATIONS_TOPIC);
        topology.addProcessor(PROCESSOR, () -> new OwnershipProcessor(events), SOURCE, OWN_COMMANDS, CANCELLATIONS);
        // The cache gathers the changes of a tree between two commits; without it each answer writes the tree twice.
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(JOBS), Serdes.String(), new TreeSerde())
                        .withCachingEnabled(),
                PROCESSOR);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(ROOTS), Serdes.String(), Serdes.ByteArray()),
                PROCESSOR);
        topology.addSink(COMMANDS, Topics.ENRICHMENT_COMMANDS.name(), key, records, PROCESSOR);
        topology.addSink(BULK_COMMANDS, Topics.ENRICHMENT_COMMANDS_BULK.name(), key, records, PROCESSOR);
        topology.addSink(EVENTS, Topics.OWNERSHIP_EVENTS.name(), key, records, PROCESSOR);
        topology.addSink(
                DEAD_LETTERS, Topics.OWNERSHIP.deadLetters().name(), key, new ByteArraySerializer(), PROCESSOR);
        return topology;
    }
}
