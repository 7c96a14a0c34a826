package io.freshet.gateway.projection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.gateway.RunningGateway;
import io.freshet.gateway.refresh.RefreshCommand;
import io.freshet.gateway.refresh.StepStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as the stages tell them of a job: Acme with one shareholder, everybody answers, the rules approve. */
final class JobEvents {

    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String OWNER = "company/BR/11222333000181";

    private JobEvents() {}

    static List<StageEvent> all(RefreshCommand job) {
        return List.of(root(job, "Acme Registered", true), tree(job), shareholder(job), rules(job));
    }

    static StageEvent root(RefreshCommand job, @Nullable String found, boolean success) {
        ObjectNode basic = success ? object().put("sector", "steel") : null;
        return new StageEvent.NodeEnriched(
                job.jobId(),
                StageEvent.ROOT,
                acme(),
                List.of(outcome(success)),
                profile(found),
                documents(job, StageEvent.ROOT, found),
                basic,
                AT,
                AT);
    }

    static StageEvent shareholder(RefreshCommand job) {
        return new StageEvent.NodeEnriched(
                job.jobId(),
                OWNER,
                owner(),
                List.of(outcome(true)),
                profile("Holding"),
                documents(job, OWNER, "Holding"),
                null,
                AT,
                AT);
    }

    static StageEvent tree(RefreshCommand job) {
        StepStatus completed = new StepStatus.Completed();
        List<StageEvent.TreeNode> nodes = List.of(
                new StageEvent.TreeNode(StageEvent.ROOT, acme(), 0, completed, null, true),
                new StageEvent.TreeNode(OWNER, owner(), 1, completed, null, true));
        ObjectNode edge =
                object().put("owner", OWNER).put("owned", StageEvent.ROOT).put("roleCode", "ORD");
        return new StageEvent.TreeResolved(job.jobId(), nodes, List.of(edge), 1, List.of(), 0, AT);
    }

    static StageEvent rules(RefreshCommand job) {
        ObjectNode result =
                object().put("executed", true).put("decision", "APPROVE").put("riskScore", 12.5);
        return new StageEvent.RulesDone(job.jobId(), result, object(), AT);
    }

    static ObjectNode outcome(boolean success) {
        return object().put("code", RunningGateway.PROVIDER)
                .put("success", success)
                .put("costCents", 7);
    }

    private static List<ProviderProfile> documents(RefreshCommand job, String node, @Nullable String name) {
        UUID executionId = UUID.nameUUIDFromBytes((job.jobId() + node).getBytes(StandardCharsets.UTF_8));
        ObjectNode profile = profile(name);
        return profile == null
                ? List.of()
                : List.of(new ProviderProfile(RunningGateway.PROVIDER, executionId, AT, "abc", profile));
    }

    static @Nullable ObjectNode profile(@Nullable String name) {
        return name == null ? null : object().put("fullName", name);
    }

    static StageEvent.Party acme() {
        return new StageEvent.Party("company", "BR", null, null, null, "Acme");
    }

    static StageEvent.Party owner() {
        return new StageEvent.Party("company", "BR", "11222333000181", null, null, "Holding");
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
