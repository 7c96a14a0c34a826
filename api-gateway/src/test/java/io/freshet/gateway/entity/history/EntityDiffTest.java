package io.freshet.gateway.entity.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityDiffTest {

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"a\":1} | {\"a\":1} | []",
                "{\"a\":1} | {\"a\":2} | [/d/a 1 2]",
                "{\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"b\":1}} | [/d/a/c 2 null]",
                "{\"a\":[1]} | {\"a\":[1,2]} | [/d/a [1] [1,2]]",
                "{\"a\":{\"b\":1}} | {\"a\":5} | [/d/a {\"b\":1} 5]",
                "{\"a\":{}} | {} | [/d/a {} null]",
                "{\"a\":{\"b\":1}} | {\"a\":{}} | [/d/a/b 1 null]",
                "{\"x/y~\":1} | {} | [/d/x~1y~0 1 null]",
                "- | {\"a\":{\"b\":1},\"c\":null} | [/d/a/b null 1]"
            })
    void shouldNameEveryLeafThatChanged(String before, String after, String changes) throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(EntityDiff.between("/d", before == null ? null : json.readTree(before), json.readTree(after)))
                .extracting(change -> change.path() + ' ' + change.before() + ' ' + change.after())
                .asString()
                .isEqualTo(changes);
    }
}
