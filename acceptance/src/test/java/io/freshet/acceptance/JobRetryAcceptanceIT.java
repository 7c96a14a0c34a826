package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code POST /refreshes/{id}/retry}: only what failed is called again. */
class JobRetryAcceptanceIT {

    private final Client client = SharedSystem.client();
    private final Jobs jobs = new Jobs();

    @AfterEach
    void noFaults() throws Exception {
        jobs.noFaults();
    }

    @Test
    void shouldCallOnlyTheNodesThatFailedWhenATreeIsRetriedAgainAndAgain() throws Exception {
        // Given
        String id = jobs.tree();
        JsonNode whole = client.refreshed(id, "{\"depth\": 1}");
        List<String> children = Jobs.children(whole);
        assertThat(children).hasSize(5);
        jobs.fail(children.get(1));
        jobs.fail(children.get(3));
        JsonNode broken = client.refreshed(id, "{\"depth\": 1}");
        assertThat(broken.at("/data/status").asText()).isEqualTo("completed_with_errors");
        // When: one of the two is well again
        jobs.noFaults();
        jobs.fail(children.get(3));
        jobs.forgetCalls();
        JsonNode second = retried(broken.at("/data/refreshId").asText());
        Set<String> askedSecond = new HashSet<>(jobs.calls());
        jobs.noFaults();
        jobs.forgetCalls();
        JsonNode third = retried(second.at("/data/refreshId").asText());
        // Then
        assertThat(askedSecond).allMatch(path -> path.contains(children.get(1)) || path.contains(children.get(3)));
        assertThat(askedSecond).hasSize(2);
        assertThat(second.at("/data/status").asText()).isEqualTo("completed_with_errors");
        assertThat(third.at("/data/status").asText()).isEqualTo("completed");
        assertThat(third.at("/data/retryOf").asText())
                .isEqualTo(second.at("/data/refreshId").asText());
        assertThat(Jobs.nodes(third)).isEqualTo(Jobs.nodes(whole));
        assertThat(third.at("/data/providers/0/fromCache").asBoolean()).isTrue();
        assertThat(jobs.calls()).hasSize(1).allMatch(path -> path.contains(children.get(3)));
    }

    @Test
    void shouldCallTheRootAgainWhenItFailed() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = client.company("BR", taxId);
        jobs.fail(taxId);
        JsonNode failed = client.refreshed(id, "{}");
        assertThat(failed.at("/data/status").asText()).isEqualTo("failed");
        jobs.noFaults();
        jobs.forgetCalls();
        // When
        JsonNode result = retried(failed.at("/data/refreshId").asText());
        // Then
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(result.at("/data/providers/0/fromCache").asBoolean()).isFalse();
        assertThat(jobs.calls()).hasSize(1);
    }

    @Test
    void shouldRetryOnceWhenTheIdempotencyKeyComesAgain() throws Exception {
        // Given
        String taxId = Companies.plain();
        jobs.fail(taxId);
        String failed = client.refreshed(client.company("BR", taxId), "{}")
                .at("/data/refreshId")
                .asText();
        // When
        String key = "retry-" + failed;
        Client.Answer first = client.post("/refreshes/" + failed + "/retry", "", "Idempotency-Key", key);
        Client.Answer second = client.post("/refreshes/" + failed + "/retry", "", "Idempotency-Key", key);
        // Then
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.body().at("/data/retryOf").asText()).isEqualTo(failed);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.response().headers().firstValue("Idempotency-Replayed"))
                .contains("true");
    }

    @Test
    void shouldRefuseToRetryWhenNothingFailedOrItStillRuns() throws Exception {
        // Given
        String id = jobs.plain();
        String completed = client.refreshed(id, "{}").at("/data/refreshId").asText();
        jobs.slow(500);
        String running = jobs.submitted(id, "{}");
        // Then
        Operations.assertRefused(client.post("/refreshes/" + completed + "/retry", ""), 422, "nothing_to_retry");
        Operations.assertRefused(client.post("/refreshes/" + running + "/retry", ""), 409, "refresh_in_progress");
        assertThat(client.post("/refreshes/" + id + "/retry", "").status()).isEqualTo(404);
    }

    @Test
    void shouldCallOnlyTheNodeThatFailedWhenTheSlipBeginsWithTheOwners() throws Exception {
        // Given
        String id = jobs.tree();
        List<String> children = Jobs.children(client.refreshed(id, "{\"depth\": 1}"));
        jobs.fail(children.get(2));
        Client.Answer broken = client.post(
                "/entities/" + id + "/relationships/materialize",
                "{\"refreshEnrichShareholders\": true}",
                "Prefer",
                "wait=60");
        assertThat(broken.body().at("/data/status").asText()).isEqualTo("completed_with_errors");
        jobs.noFaults();
        jobs.forgetCalls();
        // When
        JsonNode result = retried(broken.body().at("/data/refreshId").asText());
        // Then
        assertThat(result.at("/data/operation").asText()).isEqualTo("materialize");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
        assertThat(Jobs.children(result)).isEqualTo(children);
        assertThat(jobs.calls()).hasSize(1).allMatch(path -> path.contains(children.get(2)));
    }

    private JsonNode retried(String job) throws Exception {
        Client.Answer answer = client.post("/refreshes/" + job + "/retry", "", "Prefer", "wait=60");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }
}
