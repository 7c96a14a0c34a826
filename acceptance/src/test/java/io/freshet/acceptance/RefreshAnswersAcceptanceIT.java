package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a refresh is answered, whether the caller waits or not, when another one runs, and what it makes of shareholders. */
class RefreshAnswersAcceptanceIT {

    /** Long enough for requests that arrive meanwhile. */
    private static final int SLOW_MS = 4_000;

    private final Client client = SharedSystem.client();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldSayWhereToLookWhenTheCallerDoesNotWait() throws Exception {
        String id = client.company("BR", Companies.plain());
        Client.Answer answer = client.post("/entities/" + id + "/refresh", "{}");
        String refreshId = answer.body().at("/data/refreshId").asText();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.response().headers().firstValue("Location")).contains("/refreshes/" + refreshId);
        assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(answer.body().at("/data/entityId").asText()).isEqualTo(id);
        assertThat(answer.body().at("/data/status").asText()).isEqualTo("queued");
        assertThat(answer.body().at("/data/slip")).hasSize(3);
        assertThat(answer.body().at("/data/providers"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Providers.ofCompanies(client, "BR"));
        assertThat(Instant.parse(answer.body().at("/data/deadline").asText())).isAfter(Instant.EPOCH);
        assertThat(answer.body().at("/data/coalesced").asBoolean(true)).isFalse();
        awaitEnd(refreshId);
    }

    @Test
    void shouldGiveTheFullResultWhenTheCallerWaits() throws Exception {
        // Given
        String id = client.company("BR", Companies.plain());
        // When
        Client.Answer answer = client.post("/entities/" + id + "/refresh", "{}", "Prefer", "wait=60");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Preference-Applied")).contains("wait=60");
        JsonNode data = answer.body().path("data");
        assertThat(data.fieldNames())
                .toIterable()
                .contains(
                        "refreshId",
                        "status",
                        "entity",
                        "name",
                        "entityData",
                        "providers",
                        "shareholders",
                        "changes",
                        "totalCostCents",
                        "queuedAt",
                        "startedAt",
                        "completedAt",
                        "durationMs");
        assertThat(data.at("/providers/0").fieldNames())
                .toIterable()
                .contains(
                        "code",
                        "success",
                        "executionId",
                        "fromCache",
                        "fieldsEnriched",
                        "dataQuality",
                        "executionTime",
                        "costCents");
        assertThat(answer.body().at("/rulesResult/executed").asBoolean()).isTrue();
        JsonNode later =
                client.get("/refreshes/" + data.path("refreshId").asText()).body();
        assertThat(later).isEqualTo(answer.body());
    }

    @Test
    void shouldSayThatTheAnswerIsAReplayWhenTheCallerWaitsAgain() throws Exception {
        String path = "/entities/" + client.company("BR", Companies.plain()) + "/refresh";
        String[] headers = {"Idempotency-Key", "waits twice", "Prefer", "wait=60"};
        Client.Answer first = client.post(path, "{}", headers);
        Client.Answer again = client.post(path, "{}", headers);
        assertThat(first.response().headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        assertThat(again.response().headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void shouldAnswerAsAcceptedWhenTheJobDoesNotEndWhileTheCallerWaits() throws Exception {
        String taxId = Companies.plain();
        String id = client.company("BR", taxId);
        slowDown(taxId);
        Client.Answer answer = client.post("/entities/" + id + "/refresh", "{\"depth\": 0}", "Prefer", "wait=1");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.response().headers().firstValue("Preference-Applied")).isEmpty();
        awaitEnd(answer.body().at("/data/refreshId").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=0", "wait=61", "wait=soon", "respond-async"})
    void shouldIgnoreAPreferenceThatIsNotUnderstood(String preference) throws Exception {
        String id = client.company("BR", Companies.plain());
        Client.Answer answer = client.post("/entities/" + id + "/refresh", "{}", "Prefer", preference);
        assertThat(answer.status()).isEqualTo(202);
        awaitEnd(answer.body().at("/data/refreshId").asText());
    }

    @Test
    void shouldAnswerAFailedJobWithItsErrorAndStatus200() throws Exception {
        String id = client.company("BR", "60746948000112");
        String refreshId =
                client.refreshed(id, "{\"depth\": 0}").at("/data/refreshId").asText();
        Client.Answer answer = client.get("/refreshes/" + refreshId);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/data/status").asText()).isEqualTo("failed");
        assertThat(answer.body().at("/data/error/code").asText()).isEqualTo("ALL_PROVIDERS_FAILED");
        assertThat(answer.body().at("/data/providers/0/error/category").asText())
                .isEqualTo("not_found");
        assertThat(answer.body().has("rulesResult")).isFalse();
    }

    @Test
    void onConflictShouldRejectADifferentRequestJoinAnEqualOneAndUseTheExistingOneWhenAsked() throws Exception {
        // Given
        String taxId = Companies.plain();
        String path = "/entities/" + client.company("BR", taxId) + "/refresh";
        slowDown(taxId);
        JsonNode first = client.post(path, "{\"depth\": 0}").body();
        String refreshId = first.at("/data/refreshId").asText();
        // When
        Client.Answer equal = client.post(path, "{\"depth\": 0, \"forceRefresh\": true}");
        Client.Answer different = client.post(path, "{\"depth\": 0, \"skipRulesEngine\": true}");
        Client.Answer joined =
                client.post(path, "{\"depth\": 0, \"skipRulesEngine\": true, \"onConflict\": \"use_existing\"}");
        // Then
        assertThat(equal.status()).isEqualTo(202);
        assertThat(equal.body().at("/data/coalesced").asBoolean()).isTrue();
        assertThat(equal.body().at("/data/refreshId").asText()).isEqualTo(refreshId);
        assertThat(different.status()).isEqualTo(409);
        assertThat(different.body().at("/error/code").asText()).isEqualTo("refresh_in_progress");
        assertThat(different.response().headers().firstValue("Location")).contains("/refreshes/" + refreshId);
        assertThat(joined.status()).isEqualTo(202);
        assertThat(joined.body().at("/data/refreshId").asText()).isEqualTo(refreshId);
        awaitEnd(refreshId);
    }

    @Test
    void priorityBulkShouldRunTheSameJob() throws Exception {
        String id = client.company("BR", Companies.plain());
        JsonNode result = client.refreshed(id, "{\"priority\": \"bulk\"}");
        assertThat(result.at("/data/status").asText()).isEqualTo("completed");
    }

    @Test
    void shareholdersShouldBeCreatedUnderReviewAndReEnrichedTheNextTime() throws Exception {
        String id = client.company("BR", Companies.next("diamond"));
        JsonNode first = client.refreshed(id, "{\"depth\": 1}");
        JsonNode owner = entity(ownerIn(first));
        JsonNode second = client.refreshed(id, "{\"depth\": 1}");
        assertThat(first.at("/data/shareholders/created").asInt()).isEqualTo(2);
        assertThat(first.at("/data/shareholders/reEnriched").asInt()).isZero();
        assertThat(owner.path("status").asText()).isEqualTo("under_review");
        assertThat(owner.path("isClient").asBoolean(true)).isFalse();
        assertThat(second.at("/data/shareholders/created").asInt()).isZero();
        assertThat(second.at("/data/shareholders/reEnriched").asInt()).isEqualTo(2);
    }

    @Test
    void shareholdersNamesShouldFollowTheRegisterAndTheirEntityDataShouldStay() throws Exception {
        // Given
        String id = client.company("BR", Companies.next("diamond"));
        String ownerId = ownerIn(client.refreshed(id, "{\"depth\": 1}"));
        JsonNode owner = entity(ownerId);
        String taxId = owner.path("taxId").asText().replaceAll("[^0-9A-Z]", "");
        // When
        client.call("PUT", SharedSystem.get().simulator().url() + "/_parties/" + taxId, "{\"name\": \"Novo Nome\"}");
        client.refreshed(
                id,
                "{\"depth\": 1, \"refreshScope\": \"all_active\", \"preserveName\": true, \"preserveEntityData\": false}");
        // Then
        assertThat(owner.path("name").asText()).isNotEqualTo("Novo Nome");
        assertThat(entity(ownerId).path("name").asText()).isEqualTo("Novo Nome");
        assertThat(entity(ownerId).path("entityData")).isEqualTo(json.createObjectNode());
        assertThat(entity(ownerId).path("status").asText()).isEqualTo("under_review");
    }

    @Test
    void changesShouldBeAppliedToTheRowAsItIsAtCompletion() throws Exception {
        // Given
        String taxId = Companies.plain();
        String id = client.company("BR", taxId);
        slowDown(taxId);
        JsonNode accepted = client.post("/entities/" + id + "/refresh", """
                        {"refreshScope": "basic_data", "preserveName": true, "preserveEntityData": true}
                        """).body();
        // When
        Client.Answer patched = client.patch("/entities/" + id, """
                {"name": "Changed Meanwhile", "entityData": {"company": {"legalForm": "ours", "note": "meanwhile"}}}
                """);
        awaitEnd(accepted.at("/data/refreshId").asText());
        // Then
        assertThat(patched.status()).isEqualTo(200);
        JsonNode entity = entity(id);
        assertThat(entity.path("name").asText()).isEqualTo("Changed Meanwhile");
        assertThat(entity.at("/entityData/company/note").asText()).isEqualTo("meanwhile");
        assertThat(entity.at("/entityData/company/legalForm").asText()).isEqualTo("ours");
        assertThat(entity.at("/entityData/company/status").asText()).isEqualTo("ATIVA");
    }

    private JsonNode entity(String id) throws Exception {
        return client.get("/entities/" + id).body().path("data");
    }

    private static String ownerIn(JsonNode result) {
        return result.at("/data/steps")
                .valueStream()
                .filter(step -> step.at("/detail/entityId").isTextual())
                .map(step -> step.at("/detail/entityId").asText())
                .findFirst()
                .orElseThrow();
    }

    /** The next question about the company is answered late. */
    private void slowDown(String taxId) throws Exception {
        client.call(
                "PUT",
                SharedSystem.get().simulator().url() + "/_faults",
                "{\"subject\": \"%s\", \"latencyMs\": %d, \"times\": 1}".formatted(taxId, SLOW_MS));
    }

    private void awaitEnd(String refreshId) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> client.get("/refreshes/" + refreshId)
                        .body()
                        .at("/data/completedAt")
                        .isTextual());
    }
}
