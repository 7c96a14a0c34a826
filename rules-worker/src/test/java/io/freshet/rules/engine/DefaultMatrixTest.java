package io.freshet.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix that ships: each rule once with a hit and once without. */
class DefaultMatrixTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Path.of("../api-gateway/src/main/resources/matrices/default-kyb.json");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SOUND = """
            {"countryCode": "BR", "enrichmentData": {"normalized": {"status": {"code": "active"},
             "incorporationDate": "2010-01-01", "address": {"city": "x"}, "shareholders": [{"country": "GB"}]}},
             "ownership": {"unknownShare": 10, "depth": 1}, "providerOutcomes": [{"success": true}]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kyb-dissolved | /enrichmentData/normalized/status | {\"code\": \"dissolved\"}",
                "kyb-inactive | /enrichmentData/normalized/status | {\"code\": \"suspended\"}",
                "kyb-recent | /enrichmentData/normalized/incorporationDate | \"2026-05-01\"",
                "kyb-jurisdiction | /countryCode | \"IR\"",
                "kyb-jurisdiction | /enrichmentData/normalized/shareholders | [{\"country\": \"GB\"}, {\"country\": \"KP\"}]",
                "kyb-no-address | /enrichmentData/normalized/address | null",
                "kyb-opaque | /ownership/unknownShare | 25.5",
                "kyb-deep | /ownership/depth | 3",
                "kyb-provider-failed | /providerOutcomes | [{\"success\": true}, {\"success\": false}]"
            })
    void shouldHitExactlyTheRuleThatTheChangeConcerns(String rule, String pointer, String value) throws Exception {
        ObjectNode document = (ObjectNode) JSON.readTree(SOUND);
        String parent = pointer.substring(0, pointer.lastIndexOf('/'));
        ((ObjectNode) document.at(parent)).set(pointer.substring(parent.length() + 1), JSON.readTree(value));
        assertThat(hits(document)).containsExactly(rule);
    }

    @Test
    void shouldHitNothingWhenAllIsWell() throws Exception {
        CompiledMatrix.Evaluation evaluation = matrix().evaluate(JSON.readTree(SOUND), NOW);
        assertThat(evaluation.hits()).isEmpty();
        assertThat(evaluation.misses()).hasSize(8);
        Verdict verdict = Verdict.of(List.of(evaluation), List.of(), "entity_refreshed", 0);
        assertThat(verdict.rulesResult().path("decision").asText()).isEqualTo("APPROVE");
        assertThat(verdict.rulesResult().path("riskLevel").asText()).isEqualTo("LOW");
    }

    @Test
    void shouldRejectWhenTheHeaviestSuggestionBlocks() throws Exception {
        ObjectNode document = (ObjectNode) JSON.readTree(SOUND);
        ((ObjectNode) document.at("/enrichmentData/normalized/status")).put("code", "dissolved");
        Verdict verdict = Verdict.of(List.of(matrix().evaluate(document, NOW)), List.of(), "entity_refreshed", 0);
        assertThat(verdict.rulesResult().path("decision").asText()).isEqualTo("REJECT");
        assertThat(verdict.rulesResult().path("alerts")).hasSize(1);
        assertThat(verdict.summary().at("/scoreResult/label").asText()).isEqualTo("CRITICAL");
        assertThat(verdict.summary().at("/rulesHit/0/conditions/0/actual").asText())
                .isEqualTo("dissolved");
    }

    @Test
    void shouldNotCountShadowRules() throws Exception {
        ObjectNode document = (ObjectNode) JSON.readTree(SOUND);
        document.putArray("providerOutcomes").addObject().put("success", false);
        CompiledMatrix.Evaluation evaluation = matrix().evaluate(document, NOW);
        assertThat(evaluation.hits()).hasSize(1);
        assertThat(evaluation.rawScore()).isZero();
        assertThat(evaluation.matched()).isZero();
    }

    private static List<String> hits(JsonNode document) throws IOException {
        List<String> ids = new ArrayList<>();
        matrix().evaluate(document, NOW)
                .hits()
                .forEach(hit -> ids.add(hit.path("ruleId").asText()));
        return ids;
    }

    private static CompiledMatrix matrix() throws IOException {
        RuleCompiler.Result result = RuleCompiler.compile(JSON.readTree(FILE.toFile()));
        assertThat(result).isInstanceOf(RuleCompiler.Compiled.class);
        return ((RuleCompiler.Compiled) result).matrix();
    }
}
