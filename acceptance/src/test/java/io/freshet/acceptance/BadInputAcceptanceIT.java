package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Thousands of wrong requests, generated from the OpenAPI document for every operation. Each is refused with the documented
 * error, which names the place, and none changes a row of the database.
 */
class BadInputAcceptanceIT {

    private static final int AT_LEAST = 2_000;
    private static final int SHOWN = 40;

    private final long seed =
            Long.getLong("test.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private final Random random = new Random(seed);
    private final Client client = SharedSystem.client();
    private final Contract contract = Contract.of(SharedSystem.get().gatewayUrl());
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldRefuseEveryWrongRequestAndChangeNothing() throws Exception {
        // Given
        System.out.println("-Dtest.seed=" + seed);
        List<BadInput> inputs = new ArrayList<>();
        ValidTargets targets = ValidTargets.make(client);
        for (Contract.Operation operation : contract.operations()) {
            if (operation.isDescribed() && !operation.template().startsWith("/health")) {
                inputs.addAll(inputs(operation, targets));
            }
        }
        Collections.shuffle(inputs, random);
        Map<String, String> before = DatabaseChecksum.whenQuiet();
        // When
        List<String> faults = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (BadInput input : inputs) {
                String fault = judge(http, input);
                if (fault != null) {
                    faults.add(input + "\n    " + fault);
                }
            }
        }
        // Then
        System.out.println(inputs.size() + " wrong requests");
        assertThat(faults.stream().limit(SHOWN).toList())
                .as(faults.size() + " of " + inputs.size() + " requests, -Dtest.seed=" + seed)
                .isEmpty();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(DatabaseChecksum.now()).isEqualTo(before));
        assertThat(inputs).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    private List<BadInput> inputs(Contract.Operation operation, ValidTargets targets) {
        String target = targets.target(operation);
        List<BadInput> inputs = new ArrayList<>();
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        BadInput plain = new BadInput("", operation.method(), target, List.of(), null, null, List.of(400));
        byte[] body = new byte[0];
        if (!schema.isMissingNode()) {
            BadBodies bodies = new BadBodies(contract, schema, targets.base(operation), plain, random);
            inputs.addAll(bodies.all());
            body = bodies.smallest();
        }
        inputs.addAll(new BadParameters(contract, operation, target, body).all());
        return inputs;
    }

    private @Nullable String judge(HttpClient http, BadInput input) throws Exception {
        HttpRequest.BodyPublisher body = input.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(input.body());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(SharedSystem.get().gatewayUrl() + input.target()))
                .timeout(Duration.ofSeconds(60))
                .method(input.method(), body);
        if (!input.headers().contains("Authorization")) {
            request.header("Authorization", "Bearer " + SharedSystem.get().apiKey());
        }
        if (!input.headers().isEmpty()) {
            request.headers(input.headers().toArray(String[]::new));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode answer = json.readTree(response.body());
            if (!input.statuses().contains(response.statusCode())) {
                return "answered " + response.statusCode() + " " + response.body();
            }
            contract.check(input.method(), URI.create(input.target()).getRawPath(), response, answer);
            return namesThePlace(input, answer) ? null : "does not name " + input.place() + ": " + response.body();
        } catch (IOException | AssertionError e) {
            return e.toString();
        }
    }

    private static boolean namesThePlace(BadInput input, JsonNode answer) {
        String place = input.place();
        JsonNode details = answer.at("/error/details");
        if (place == null) {
            return true;
        }
        for (JsonNode detail : details) {
            String path = detail.path("path").asText();
            if (place.isEmpty() || path.equals(place) || path.startsWith(place + "/")) {
                return true;
            }
        }
        return false;
    }
}
