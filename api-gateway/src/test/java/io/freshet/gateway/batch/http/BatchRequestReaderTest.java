package io.freshet.gateway.batch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.core.PartyType;
import io.freshet.gateway.batch.BatchTargets;
import io.freshet.gateway.http.ApiException;
import io.freshet.gateway.refresh.RefreshRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchRequestReaderTest {

    private static final String ID = "0f6bd3a1-9a3e-4a3c-9f0c-0d5d6a1f9b11";

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void shouldReadIdsOnceEachAndTheRefreshBesideThem() throws Exception {
        BatchRequestReader read =
                read("{\"entityIds\": [\"" + ID + "\", \"" + ID + "\"], \"depth\": 3, \"priority\": \"interactive\"}");
        assertThat(read.targets()).isEqualTo(new BatchTargets.Named(List.of(UUID.fromString(ID))));
        assertThat(read.refresh().options().depth()).isEqualTo(3);
        assertThat(read.refresh().priority()).isEqualTo(RefreshRequest.Priority.BULK);
    }

    @Test
    void shouldReadEveryConditionOfAFilter() throws Exception {
        BatchRequestReader read = read("""
                {"filter": {"type": "company", "country": "br", "status": "active", "riskLevel": "high",
                    "lastRefreshedBefore": "2026-01-01T00:00:00+01:00"}}
                """);
        assertThat(read.targets())
                .isEqualTo(new BatchTargets.Matching(
                        PartyType.COMPANY, "BR", "active", "HIGH", Instant.parse("2025-12-31T23:00:00Z")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /entityIds",
                "{\"entityIds\": [\"" + ID + "\"], \"filter\": {}} | /entityIds",
                "{\"entityIds\": []} | /entityIds",
                "{\"entityIds\": \"" + ID + "\"} | /entityIds",
                "{\"entityIds\": {\"a\": \"" + ID + "\"}} | /entityIds",
                "{\"entityIds\": [\"" + ID + "\", \"x\"]} | /entityIds/1",
                "{\"filter\": []} | /filter",
                "{\"filter\": {\"type\": \"x\"}} | /filter/type",
                "{\"filter\": {\"country\": \"BRA\"}} | /filter/country",
                "{\"filter\": {\"status\": \"deleted\"}} | /filter/status",
                "{\"filter\": {\"riskLevel\": \"x\"}} | /filter/riskLevel",
                "{\"filter\": {\"lastRefreshedBefore\": \"yesterday\"}} | /filter/lastRefreshedBefore",
                "{\"filter\": {}, \"dryRun\": true} | /dryRun",
                "{\"filter\": {}, \"depth\": 6} | /depth",
            })
    void shouldNameTheFault(String body, String path) {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> read(body));
        assertThat(refused.details()).extracting(ApiException.Detail::path).containsExactly(path);
    }

    @Test
    void shouldRefuseMoreIdsThanABatchMayHave() {
        String ids = String.join(", ", Collections.nCopies(10_001, "\"" + ID + "\""));
        ApiException refused = catchThrowableOfType(ApiException.class, () -> read("{\"entityIds\": [" + ids + "]}"));
        assertThat(refused.details()).extracting(ApiException.Detail::path).containsExactly("/entityIds");
    }

    private BatchRequestReader read(String body) throws JsonProcessingException {
        return BatchRequestReader.read(json.readTree(body));
    }
}
