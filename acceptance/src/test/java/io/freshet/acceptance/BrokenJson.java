package io.freshet.acceptance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Bodies that no operation takes, whatever its schema. */
final class BrokenJson {

    private static final int DEEP = 40;
    private static final int VERY_DEEP = 20_000;

    private BrokenJson() {}

    /** Texts by what is wrong with them. */
    static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        Stream.of(
                        "",
                        " ",
                        "{",
                        "}",
                        "[",
                        "{\"a\"",
                        "{\"a\":",
                        "{\"a\":1,}",
                        "{a:1}",
                        "{'a':1}",
                        "nul",
                        "undefined",
                        "NaN",
                        "{\"a\":NaN}",
                        "{\"a\":Infinity}",
                        "{\"a\":01}",
                        "{\"a\":+1}",
                        "{\"a\":.5}",
                        "{\"a\":1}}",
                        "{} {}",
                        "{}x",
                        "{\"a\":\"\\x\"}",
                        "{\"a\":\"\n\"}",
                        "{\"a\":\"\\u12\"}",
                        "// a\n{}",
                        "/* a */{}",
                        "<a/>",
                        "a=1&b=2",
                        "\u0000",
                        "{\"a\":tru}",
                        "--x\r\nContent-Disposition: form-data\r\n\r\n--x--")
                .forEach(text -> texts.put("not JSON: " + text, text));
        Stream.of("null", "true", "false", "0", "1.5", "\"a\"", "[]", "[{}]", "[[]]", "\"{}\"")
                .forEach(text -> texts.put("no object: " + text, text));
        texts.put("nested " + DEEP, "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));
        texts.put("nested lists " + DEEP, "{\"a\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
        texts.put("nested " + VERY_DEEP, "{\"a\":".repeat(VERY_DEEP) + "1" + "}".repeat(VERY_DEEP));
        texts.put("opened " + VERY_DEEP, "[".repeat(VERY_DEEP));
        texts.put("a key twice", "{\"a\":1,\"a\":2}");
        texts.put("NUL in a key", "{\"a\\u0000\":1}");
        texts.put("half a pair in a key", "{\"\\ud83d\":1}");
        texts.put("NUL in an unknown field", "{\"unknown\":\"\\u0000\"}");
        texts.put("half a pair in an unknown field", "{\"unknown\":{\"a\":[\"\\udc00x\"]}}");
        return texts;
    }
}
