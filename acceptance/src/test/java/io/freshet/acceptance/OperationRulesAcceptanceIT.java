package io.freshet.acceptance;

import static io.freshet.acceptance.Operations.BRAZIL;
import static io.freshet.acceptance.Operations.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every operation on an entity has in common: its permission, {@code Idempotency-Key}, {@code Prefer} and whose it is. */
class OperationRulesAcceptanceIT {

    private final Client client = SharedSystem.client();
    private final Operations operations = new Operations();

    /** The operations that start a job about an entity that is there; the body holds {@code %s} where a flag may go. */
    enum Operation {
        REFRESH("/entities/{id}/refresh", "{\"depth\": 0%s}", ", \"skipRulesEngine\": true"),
        ENRICH("/entities/{id}/enrich", "{\"integrationCodes\": [\"" + BRAZIL + "\"]%s}", ", \"forceRefresh\": false"),
        ENRICH_NAMED(
                "/integration-execution/marketplace/enrichment",
                "{\"entityId\": \"{id}\", \"integrationCodes\": [\"" + BRAZIL + "\"]%s}",
                ", \"forceRefresh\": false"),
        ANALYZE("/entities/{id}/analyze", "{\"entityType\": \"company\"%s}", ", \"enrichIfNeeded\": true"),
        MATERIALIZE(
                "/entities/{id}/relationships/materialize",
                "{\"runEnrichmentFirst\": true, \"depth\": 0%s}",
                ", \"executeOnlyRootData\": true");

        private final String path;
        private final String body;
        private final String more;

        Operation(String path, String body, String more) {
            this.path = path;
            this.body = body;
            this.more = more;
        }

        String path(String id) {
            return path.replace("{id}", id);
        }

        String body(String id) {
            return body.formatted("").replace("{id}", id);
        }

        String otherBody(String id) {
            return body.formatted(more).replace("{id}", id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void permissionShouldBeEnrichmentsExecuteForEveryOperation(Operation operation) throws Exception {
        // Given
        String id = operations.newCompany();
        Client writer = OtherTenant.sibling("entities:read", "entities:write", "marketplace:manage");
        Client executor = OtherTenant.sibling("enrichments:execute");
        // Then
        assertRefused(writer.post(operation.path(id), operation.body(id)), 403, "forbidden");
        assertThat(executor.post(operation.path(id), operation.body(id)).status())
                .isIn(200, 202);
    }

    @Test
    void permissionOfAutomaticShouldBeEntitiesWriteAndEnrichmentsExecute() throws Exception {
        String body = automatic(Companies.plain());
        for (String permission : new String[] {"entities:write", "enrichments:execute"}) {
            assertRefused(OtherTenant.sibling(permission).post("/entities/automatic", body), 403, "forbidden");
        }
        assertThat(OtherTenant.sibling("entities:write", "enrichments:execute")
                        .post("/entities/automatic", body)
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @EnumSource
    void idempotencyKeyShouldGiveTheFirstAnswerOfEveryOperationAgain(Operation operation) throws Exception {
        // Given
        String id = operations.newCompany();
        String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
        // When
        Client.Answer first = client.post(operation.path(id), operation.body(id), key);
        Client.Answer second = client.post(operation.path(id), operation.body(id), key);
        Client.Answer other = client.post(operation.path(id), operation.otherBody(id), key);
        // Then
        assertThat(first.status()).as(first.body().toString()).isIn(200, 202);
        assertThat(first.response().headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.response().headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        assertThat(second.body().at("/data/refreshId")).isEqualTo(first.body().at("/data/refreshId"));
        assertRefused(other, 422, "idempotency_key_reused");
    }

    @Test
    void idempotencyKeyOfAutomaticShouldNotBeGoodForAnotherBody() throws Exception {
        String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
        Client.Answer first = client.post("/entities/automatic", automatic(Companies.plain()), key);
        Client.Answer other = client.post("/entities/automatic", automatic(Companies.plain()), key);
        assertThat(first.status()).isEqualTo(202);
        assertRefused(other, 422, "idempotency_key_reused");
    }

    @ParameterizedTest
    @EnumSource
    void preferWaitShouldGiveTheFullResultOfEveryOperation(Operation operation) throws Exception {
        String id = operations.newCompany();
        Client.Answer answer = client.post(operation.path(id), operation.body(id), "Prefer", "wait=60");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Preference-Applied")).contains("wait=60");
        assertThat(answer.body().at("/data/status").asText()).isEqualTo("completed");
        assertThat(answer.body().at("/data/completedAt").asText()).endsWith("Z");
    }

    @ParameterizedTest
    @EnumSource
    void entityShouldBeNotFoundByEveryOperationWhenItIsAnothers(Operation operation) throws Exception {
        String id = OtherTenant.client("*").company("BR", Companies.plain());
        assertRefused(client.post(operation.path(id), operation.body(id)), 404, "not_found");
    }

    private static String automatic(String taxId) {
        return "{\"type\": \"company\", \"country\": \"BR\", \"taxId\": \"" + taxId + "\"}";
    }
}
