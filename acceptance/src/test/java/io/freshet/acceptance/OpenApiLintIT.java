package io.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.NodeScript;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiLintIT {

    @Test
    void shouldFindNothingWrongWithTheCommittedDocument() throws Exception {
        String document = Path.of("..", "docs", "openapi.yaml").toRealPath().toString();
        assertThat(new NodeScript("lint.js").run(List.of(document), List.of())).isEmpty();
    }
}
