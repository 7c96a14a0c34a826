package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done with a refresh that was accepted: list, show, cancel, retry, restart, watch. */
class JobsAcceptanceIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NODES = 156;

    private final Client client = SharedSystem.client();
    private final Jobs jobs = new Jobs();

    @AfterEach
    void noFaults() throws Exception {
        jobs.noFaults();
    }

    // GET /refreshes

    @Test
    void shouldListTheRefreshesOfAnEntityNewestFirstPageByPage() throws Exception {
        // Given
        String id = jobs.plain();
        List<String> three = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            three.add(client.refreshed(id, "{}").at("/data/refreshId").asText());
        }
        // When
        JsonNode first = list("entityId=" + id + "&limit=2");
        JsonNode second = list("entityId=" + id + "&limit=2&cursor="
                + first.at("/page/next_cursor").asText());
        // Then
        assertThat(ids(first)).containsExactly(three.get(2), three.get(1));
        assertThat(ids(second)).containsExactly(three.get(0));
        assertThat(second.at("/page/next_cursor").isNull()).isTrue();
        JsonNode item = first.at("/items/0");
        assertThat(item.path("entityId").asText()).isEqualTo(id);
        assertThat(item.path("status").asText()).isEqualTo("completed");
        assertThat(item.path("operation").asText()).isEqualTo("refresh");
        assertThat(item.path("slip")).hasSize(3);
        assertThat(Instant.parse(item.path("completedAt").asText()))
                .isAfterOrEqualTo(Instant.parse(item.path("queuedAt").asText()));
    }

    @Test
    void shouldListOnlyWhatTheFiltersLetPass() throws Exception {
        // Given
        String id = jobs.plain();
        String completed = client.refreshed(id, "{}").at("/data/refreshId").asText();
        jobs.slow(600);
        String running = jobs.submitted(id, "{}");
        // Then
        assertThat(ids(list("entityId=" + id + "&status=completed"))).containsExactly(completed);
        assertThat(ids(list("entityId=" + id + "&status=queued"))).containsExactly(running);
        assertThat(ids(list("entityId=" + id + "&operation=refresh"))).hasSize(2);
        assertThat(ids(list("entityId=" + id + "&operation=analyze"))).isEmpty();
        assertThat(ids(list("entityId=" + id + "&since=2999-01-01T00:00:00Z"))).isEmpty();
        String since = list("entityId=" + id + "&status=queued")
                .at("/items/0/queuedAt")
                .asText();
        assertThat(ids(list("entityId=" + id + "&since=" + since))).containsExactly(running);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=done",
                "entityId=1",
                "since=yesterday",
                "operation=delete",
                "limit=0",
                "limit=201",
                "cursor=abc"
            })
    void shouldNameTheParameterWhenItIsBad(String query) throws Exception {
        Client.Answer answer = client.get("/refreshes?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/details/0/path").asText())
                .isEqualTo("?" + query.substring(0, query.indexOf('=')));
    }

    @Test
    void shouldKeepRefreshesFromOtherTenants() throws Exception {
        // Given
        String job = client.refreshed(jobs.plain(), "{}").at("/data/refreshId").asText();
        Client stranger = OtherTenant.client("*");
        Client reader = OtherTenant.sibling("entities:read");
        // Then
        assertThat(stranger.get("/refreshes").body().path("items")).isEmpty();
        assertThat(stranger.post("/refreshes/" + job + "/cancel", "").status()).isEqualTo(404);
        assertThat(stranger.post("/refreshes/" + job + "/retry", "").status()).isEqualTo(404);
        assertThat(stranger.get("/refreshes/" + job + "/events").status()).isEqualTo(404);
        assertThat(reader.post("/refreshes/" + job + "/cancel", "").status()).isEqualTo(403);
        assertThat(reader.post("/refreshes/" + job + "/retry", "").status()).isEqualTo(403);
    }

    // POST /refreshes/{id}/cancel

    @Test
    void shouldStopTheCallsAndCloseEveryStepWhenATreeIsCancelledHalfWay() throws Exception {
        // Given
        String id = jobs.tree();
        jobs.slow(300);
        jobs.forgetCalls();
        String job = jobs.submitted(id, "{\"depth\": 3}");
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> jobs.calls().size() >= 4);
        // When
        Client.Answer cancelled = client.post("/refreshes/" + job + "/cancel", "");
        // Then
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.body().at("/data/status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.body().at("/data/error/code").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.body().at("/data/progress").asDouble()).isEqualTo(1.0);
        cancelled
                .body()
                .at("/data/steps")
                .forEach(step ->
                        assertThat(step.path("status").asText()).isNotIn("pending", "running", "waiting_retry"));
        Awaitility.await().atMost(PATIENCE).during(Duration.ofSeconds(3)).until(() -> jobs.openCalls() == 0);
        assertThat(jobs.calls()).hasSizeLessThan(NODES);
        int after = jobs.calls().size();
        Awaitility.await()
                .atMost(PATIENCE)
                .during(Duration.ofSeconds(3))
                .until(() -> jobs.calls().size() == after);
        // What came late changes nothing.
        assertThat(client.get("/refreshes/" + job).body()).isEqualTo(cancelled.body());
        // And the entity is free again.
        assertThat(client.post("/entities/" + id + "/refresh", "{\"depth\": 0}").status())
                .isEqualTo(202);
    }

    @Test
    void shouldRefuseToCancelWhenTheRefreshIsOver() throws Exception {
        String job = client.refreshed(jobs.plain(), "{}").at("/data/refreshId").asText();
        Client.Answer answer = client.post("/refreshes/" + job + "/cancel", "");
        Operations.assertRefused(answer, 409, "refresh_ended");
        assertThat(client.post("/refreshes/" + jobs.plain() + "/cancel", "").status())
                .isEqualTo(404);
        assertThat(client.post("/refreshes/x/cancel", "").status()).isEqualTo(404);
    }

    // onConflict

    @Test
    void shouldRejectJoinOrRestartAsTheCallerSaysWhenAnotherRefreshRuns() throws Exception {
        // Given
        String id = jobs.plain();
        jobs.slow(500);
        String first = jobs.submitted(id, "{}");
        // When
        Client.Answer rejected = client.post("/entities/" + id + "/refresh", "{\"depth\": 0}");
        Client.Answer joined =
                client.post("/entities/" + id + "/refresh", "{\"depth\": 0, \"onConflict\": \"use_existing\"}");
        Client.Answer restarted = client.post(
                "/entities/" + id + "/refresh", "{\"depth\": 0, \"onConflict\": \"restart\"}", "Prefer", "wait=60");
        // Then
        Operations.assertRefused(rejected, 409, "refresh_in_progress");
        assertThat(rejected.response().headers().firstValue("Location")).contains("/refreshes/" + first);
        assertThat(joined.body().at("/data/refreshId").asText()).isEqualTo(first);
        assertThat(joined.body().at("/data/coalesced").asBoolean()).isTrue();
        assertThat(restarted.body().at("/data/status").asText()).isEqualTo("completed");
        assertThat(restarted.body().at("/data/refreshId").asText()).isNotEqualTo(first);
        assertThat(status(first)).isEqualTo("cancelled");
    }

    private String status(String job) throws Exception {
        return client.get("/refreshes/" + job).body().at("/data/status").asText();
    }

    private JsonNode list(String query) throws Exception {
        Client.Answer answer = client.get("/refreshes?" + query);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.path("items").forEach(item -> ids.add(item.path("refreshId").asText()));
        return ids;
    }
}
