package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.acceptance.JobFeed.Progress;
import io.freshet.acceptance.JobFeed.Root;
import io.freshet.embedded.WholeTopic;
import io.freshet.schemas.RefreshEvent;
import io.freshet.schemas.RefreshStatus;
import io.freshet.schemas.Topics;
import io.freshet.schemas.serde.RegistryAvroDeserializer;
import io.freshet.standalone.FreshetSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is promised when processes are killed in the middle of their work, on a system of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillGuaranteeIT {

    private static final int JOBS = 300;
    private static final int OPEN_JOBS = 80;
    private static final int MAX_IN_FLIGHT = 16;
    private static final String ENRICHMENT = "enrichment-worker";

    private final long seed =
            Long.getLong("test.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private FreshetSystem system;
    private Client client;

    @BeforeAll
    void start() {
        system = SharedSystem.start(Map.of("FRESHET_MAX_IN_FLIGHT", Integer.toString(MAX_IN_FLIGHT)));
        client = new Client(system.gatewayUrl(), system.apiKey());
    }

    @AfterAll
    void stop() {
        system.close();
    }

    /** A process and the number of ended jobs at which it dies. */
    private record Kill(String service, int done) {}

    @Test
    void shouldEndEveryJobAndRepeatNoStoredAnswerWhenProcessesAreKilled() throws Exception {
        // Given
        List<Root> roots = roots();
        List<Kill> kills = kills();
        System.out.println("-Dtest.seed=" + seed + ' ' + kills);
        slowDown(roots);
        Map<String, CallLedger> ledgers = new HashMap<>();
        // When
        Set<String> jobs;
        try (JobFeed feed = new JobFeed(system, client, roots, OPEN_JOBS)) {
            List<CompletableFuture<Void>> restarts = new ArrayList<>();
            for (Kill kill : kills) {
                awaitMiddle(feed, kill);
                system.kill(kill.service());
                assertInTheMiddle(feed.progress(), kill);
                if (kill.service().equals(ENRICHMENT)) {
                    ledgers.put(ENRICHMENT, CallLedger.whenQuiet(system, client));
                }
                restarts.add(CompletableFuture.runAsync(() -> system.restart(kill.service())));
            }
            restarts.forEach(CompletableFuture::join);
            jobs = feed.accepted();
        }
        awaitCompleted(jobs);
        // Then
        assertThat(jobs).hasSize(JOBS);
        CallLedger atKill = ledgers.get(ENRICHMENT);
        Set<String> repeated = atKill.repeatedUntil(CallLedger.whenQuiet(system, client));
        System.out.printf(
                "stored at the kill %d, in flight %d, repeated %d%n",
                atKill.stored().size(), atKill.asked().size(), repeated.size());
        assertThat(atKill.asked()).hasSizeLessThanOrEqualTo(MAX_IN_FLIGHT);
        assertOnePublicEventOfEachKind(jobs);
    }

    /** Trees, chains and diamonds among plain companies; none of them shares a company with another. */
    private List<Root> roots() {
        List<Root> roots = new ArrayList<>();
        tagged("tree", "BR").stream().limit(8).forEach(id -> roots.add(new Root("BR", id, 2)));
        for (String country : List.of("BR", "GB")) {
            tagged("deep", country).stream().limit(5).forEach(id -> roots.add(new Root(country, id, 4)));
            tagged("diamond", country).stream().limit(5).forEach(id -> roots.add(new Root(country, id, 3)));
        }
        for (String id : tagged("plain", "BR").subList(0, JOBS - roots.size())) {
            roots.add(new Root("BR", id, random.nextInt(3)));
        }
        Collections.shuffle(roots, random);
        return roots;
    }

    /** A slow call holds the commits of its partition, so that a kill finds answers that are stored and commands not committed. */
    private void slowDown(List<Root> roots) throws Exception {
        String faults = system.simulator().url() + "/_faults";
        for (int i = 0; i < roots.size(); i += 10) {
            String subject = roots.get(i).taxId();
            client.call("PUT", faults, "{\"latencyMs\": 2500, \"subject\": \"%s\"}".formatted(subject));
        }
        client.call("PUT", faults, "{\"latencyMs\": 250}");
    }

    private List<String> tagged(String tag, String country) {
        return system.simulator().tagged(tag).stream()
                .filter(id -> country.equals("BR") == (id.length() == 14))
                .toList();
    }

    private List<Kill> kills() {
        List<String> services = new ArrayList<>(List.of(ENRICHMENT, "shareholder-worker", "api-gateway"));
        Collections.shuffle(services, random);
        List<Kill> kills = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            kills.add(new Kill(services.get(i), 5 + 20 * i + random.nextInt(15)));
        }
        return kills;
    }

    private static void awaitMiddle(JobFeed feed, Kill kill) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(feed::progress, progress -> progress.done() >= kill.done() && progress.open() >= OPEN_JOBS / 2);
    }

    private static void assertInTheMiddle(Progress progress, Kill kill) {
        System.out.println(kill.service() + " killed: " + progress);
        assertThat(progress.done()).isGreaterThanOrEqualTo(kill.done());
        assertThat(progress.open()).isGreaterThanOrEqualTo(OPEN_JOBS / 4);
    }

    private void awaitCompleted(Set<String> jobs) {
        Set<String> open = new HashSet<>(jobs);
        Awaitility.await()
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    for (String job : List.copyOf(open)) {
                        String status = client.get("/refreshes/" + job)
                                .body()
                                .at("/data/status")
                                .asText();
                        if (!status.equals("queued") && !status.equals("running")) {
                            assertThat(status).as("status of %s", job).isEqualTo("completed");
                            open.remove(job);
                        }
                    }
                    return open.isEmpty();
                });
    }

    private void assertOnePublicEventOfEachKind(Set<String> jobs) {
        Map<String, Set<String>> idsByKind = new HashMap<>();
        try (RegistryAvroDeserializer<RefreshEvent> deserializer = new RegistryAvroDeserializer<>(
                Map.of("schema.registry.url", system.registryUrl(), "specific.avro.reader", true))) {
            for (ConsumerRecord<String, byte[]> record : publicRecords()) {
                RefreshEvent event = deserializer.deserialize(record.topic(), record.value());
                String kind =
                        event.getRefreshId() + (event.getStatus() == RefreshStatus.RUNNING ? " started" : " ended");
                idsByKind
                        .computeIfAbsent(kind, key -> new HashSet<>())
                        .add(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
            }
        }
        Set<String> expected = new HashSet<>();
        jobs.forEach(job -> expected.addAll(List.of(job + " started", job + " ended")));
        assertThat(idsByKind.keySet()).isEqualTo(expected);
        assertThat(idsByKind.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    private List<ConsumerRecord<String, byte[]>> publicRecords() {
        return WholeTopic.records(system.bootstrapServers(), Topics.PUBLIC_ENTITIES.name());
    }
}
