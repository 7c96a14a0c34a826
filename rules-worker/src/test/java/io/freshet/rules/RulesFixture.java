package io.freshet.rules;

import io.freshet.embedded.SharedParts;
import io.freshet.embedded.WholeTopic;
import io.freshet.schemas.EntityEnriched;
import io.freshet.schemas.EntityType;
import io.freshet.schemas.EvaluateRules;
import io.freshet.schemas.JobContext;
import io.freshet.schemas.JobHeaders;
import io.freshet.schemas.MatrixRef;
import io.freshet.schemas.Party;
import io.freshet.schemas.RiskMatrix;
import io.freshet.schemas.RulesEvaluated;
import io.freshet.schemas.RulesPlan;
import io.freshet.schemas.Stage;
import io.freshet.schemas.Topic;
import io.freshet.schemas.TopicProvisioner;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryAvroDeserializer;
import io.freshet.schemas.serde.RegistryAvroSerializer;
import io.freshet.schemas.serde.SchemaRegistryClient;
import io.freshet.worker.WorkerParts;
import io.freshet.worker.WorkerSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A rules worker on real parts. */
final class RulesFixture {

    private final String bootstrap = SharedParts.kafka().bootstrapServers();
    private final Map<String, Object> registry =
            Map.of("schema.registry.url", SharedParts.registry().url(), "specific.avro.reader", true);
    private final RegistryAvroSerializer<SpecificRecord> serializer = new RegistryAvroSerializer<>(registry);
    private final RegistryAvroDeserializer<RulesEvaluated> deserializer = new RegistryAvroDeserializer<>(registry);
    private final Producer<String, byte[]> producer;
    private final AutoCloseable worker;

    RulesFixture() {
        new TopicProvisioner(Map.of("bootstrap.servers", bootstrap), new SchemaRegistryClient(registry), (short) 1)
                .provision(Topics.all());
        Map<String, String> environment = Map.of(
                "FRESHET_KAFKA_BOOTSTRAP_SERVERS",
                bootstrap,
                "FRESHET_SCHEMA_REGISTRY_URL",
                SharedParts.registry().url());
        producer = WorkerParts.producer(WorkerSettings.fromEnvironment(environment));
        worker = RulesWorker.start(environment, () -> {
            throw new IllegalStateException("the worker ended by itself");
        });
    }

    static JobContext job(String tenantId, List<Stage> slip, MatrixRef... matrices) {
        Party party = Party.newBuilder()
                .setType(EntityType.COMPANY)
                .setCountry("BR")
                .setTaxId("19131243000197")
                .build();
        return JobContext.newBuilder()
                .setJobId(UUID.randomUUID().toString())
                .setTenantId(tenantId)
                .setEntityId(UUID.randomUUID().toString())
                .setRoot(party)
                .setSlip(slip)
                .setDeadline(Instant.now().plus(Duration.ofMinutes(30)))
                .setRules(RulesPlan.newBuilder()
                        .setMatrices(List.of(matrices))
                        .setTrigger("entity_refreshed")
                        .setEvaluationTime(Instant.parse("2026-11-24T12:00:00Z"))
                        .setEntityDocument("{\"name\": \"x\", \"countryCode\": \"BR\"}")
                        .build())
                .build();
    }

    /** Publishes a matrix of one rule: the company's status is {@code status}. */
    void publish(String tenantId, MatrixRef reference, String status) {
        publish(tenantId, reference, "enrichmentData.normalized.status.code", "eq", '"' + status + '"');
    }

    /** Publishes a matrix of one rule on one field. */
    void publish(String tenantId, MatrixRef reference, String field, String operator, String value) {
        String document = """
                {"name": "M", "status": "active",
                 "scoringConfig": {"minScore": 0, "maxScore": 100,
                  "thresholds": {"low": 25, "medium": 50, "high": 75}, "labels": ["LOW", "MEDIUM", "HIGH", "CRITICAL"]},
                 "triggers": {"entity_refreshed": true},
                 "rules": [{"id": "r1", "version": 7, "name": "N", "category": "kyb", "status": "active", "score": 80,
                  "conditions": {"operator": "AND", "conditions": [{"id": "c1", "type": "simple",
                   "field": "%s", "operator": "%s", "value": %s}]},
                  "actions": [{"type": "suggestion", "value": "BLOCK"}]}]}
                """.formatted(field, operator, value);
        RiskMatrix matrix = RiskMatrix.newBuilder()
                .setTenantId(tenantId)
                .setMatrixId(reference.getMatrixId())
                .setVersion(reference.getVersion())
                .setDocument(document)
                .build();
        send(
                Topics.RISK_MATRICES,
                tenantId + '/' + reference.getMatrixId() + '/' + reference.getVersion(),
                matrix,
                Map.of());
    }

    /** Sends the event of the stage before, with a company whose status is {@code dissolved}. */
    void enriched(JobContext job, String nextStage) {
        EntityEnriched event = EntityEnriched.newBuilder()
                .setContext(job)
                .setNodeId("root")
                .setParty(job.getRoot())
                .setDepth(0)
                .setOutcomes(List.of())
                .setProfile("{\"fullName\": \"X\", \"status\": {\"code\": \"dissolved\"}}")
                .setStartedAt(Instant.EPOCH)
                .setCompletedAt(Instant.EPOCH)
                .build();
        send(Topics.ENRICHMENT_EVENTS, job.getJobId(), event, JobHeaders.of(job, "EntityEnriched", "root", nextStage));
    }

    /** Sends the command of a slip that begins with the rules: a dissolved company, two fifths of it unknown. */
    void commanded(JobContext job) {
        EvaluateRules command = EvaluateRules.newBuilder()
                .setContext(job)
                .setOutcomes(List.of())
                .setProfile("{\"fullName\": \"X\", \"status\": {\"code\": \"dissolved\"}}")
                .setOwnership("{\"nodes\": 3, \"depth\": 1, \"unknownShare\": 40.0}")
                .setIssuedAt(Instant.EPOCH)
                .build();
        send(Topics.RULES_COMMANDS, job.getJobId(), command, JobHeaders.of(job, "EvaluateRules", "root", "RULES"));
    }

    private void send(Topic topic, String key, SpecificRecord value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic.name(), key, serializer.serialize(topic.name(), value));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> _ = producer.send(record); // read() flushes
    }

    /** The records of a job in a topic. */
    List<ConsumerRecord<String, byte[]>> read(Topic topic, JobContext job) {
        producer.flush();
        return WholeTopic.records(bootstrap, topic.name()).stream()
                .filter(record -> record.key().equals(job.getJobId()))
                .toList();
    }

    RulesEvaluated decode(ConsumerRecord<String, byte[]> record) {
        return deserializer.deserialize(record.topic(), record.value());
    }

    void close() throws Exception {
        worker.close();
        producer.close();
    }
}
