package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** What the tests of jobs share: a register that is slow or fails, and its calls. */
final class Jobs {

    private final Client client = SharedSystem.client();
    private final String simulator = SharedSystem.get().simulator().url();

    String plain() throws Exception {
        return client.company("BR", Companies.plain());
    }

    /** A company with 5 owners, who have 5 each, who have 5 each: 156 with itself. */
    String tree() throws Exception {
        return client.company("BR", Companies.next("tree"));
    }

    String submitted(String entityId, String body) throws Exception {
        Client.Answer answer = client.post("/entities/" + entityId + "/refresh", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().at("/data/refreshId").asText();
    }

    /** The paths that the register of Brazil was asked since {@link #forgetCalls}. */
    List<String> calls() throws Exception {
        List<String> paths = new ArrayList<>();
        client.fetch(simulator + "/_calls").path("calls").forEach(call -> {
            if (call.path("provider").asText().equals("brasilapi")) {
                paths.add(call.path("path").asText());
            }
        });
        return paths;
    }

    int openCalls() throws Exception {
        JsonNode log = client.fetch(simulator + "/_calls");
        return log.path("open").asInt();
    }

    /** Waits first until nobody else's job asks the register any more. */
    void forgetCalls() throws Exception {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> DatabaseChecksum.isQuiet() && openCalls() == 0);
        client.call("DELETE", simulator + "/_calls", "");
    }

    void slow(int milliseconds) throws Exception {
        fault("{\"latencyMs\": " + milliseconds + "}");
    }

    void fail(String taxId) throws Exception {
        fault("{\"subject\": \"" + taxId + "\", \"status\": 404}");
    }

    void noFaults() throws Exception {
        client.call("DELETE", simulator + "/_faults", "");
    }

    private void fault(String fault) throws Exception {
        assertThat(client.call("PUT", simulator + "/_faults", fault)).isLessThan(300);
    }

    /** Tax ids of the companies right below the root. */
    static List<String> children(JsonNode result) {
        List<String> children = new ArrayList<>();
        result.at("/data/ownership/nodes").forEach(node -> {
            if (node.path("depth").asInt() == 1) {
                children.add(node.path("nodeId").asText().replaceAll(".*:", ""));
            }
        });
        return children;
    }

    /** What is in the tree, without what is said of it. */
    static List<String> nodes(JsonNode result) {
        List<String> nodes = new ArrayList<>();
        result.at("/data/ownership/nodes")
                .forEach(node -> nodes.add(
                        node.path("nodeId").asText() + ' ' + node.path("state").asText()));
        return nodes;
    }
}
