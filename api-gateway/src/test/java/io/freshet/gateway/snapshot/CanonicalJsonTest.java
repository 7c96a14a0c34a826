package io.freshet.gateway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The sample of RFC 8785, section 3.2. */
    @Test
    void shouldWriteTheSampleOfTheRfcAsTheRfcWritesIt() throws Exception {
        CanonicalJson canonical = CanonicalJson.of(JSON.readTree("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """));
        assertThat(canonical.text())
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void shouldHashEqualDocumentsEqually() throws Exception {
        CanonicalJson one = CanonicalJson.of(JSON.readTree("{\"b\": 1.0, \"a\": \"x\"}"));
        CanonicalJson other = CanonicalJson.of(JSON.readTree("{\"a\":\"x\",\"b\":1}"));
        assertThat(one).isEqualTo(other);
        // printf '{"a":"x","b":1}' | sha256sum
        assertThat(one.hash()).isEqualTo("cdab067e9f3beb32d1252cfd63e492592fecbf591b0d08cadb24bb17f3864246");
    }

    @Test
    void shouldRefuseWhatIsNeitherObjectNorList() {
        assertThatThrownBy(() -> CanonicalJson.of(TextNode.valueOf("x"))).isInstanceOf(IllegalArgumentException.class);
    }
}
