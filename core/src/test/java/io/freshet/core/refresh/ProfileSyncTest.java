package io.freshet.core.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.core.PartyType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a refresh changes {@code entityData}, a row for each rule. */
class ProfileSyncTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            a missing key is filled              | {"company":{"a":1}}           | {"b":2}             | {"company":{"a":1,"b":2}}       | /company/b
            null is filled                       | {"company":{"a":null,"z":0}}  | {"a":2}             | {"company":{"a":2,"z":0}}       | /company/a
            an empty text is filled              | {"company":{"a":"","z":0}}    | {"a":"x"}           | {"company":{"a":"x","z":0}}     | /company/a
            an empty list is filled              | {"company":{"a":[],"z":0}}    | {"a":[1]}           | {"company":{"a":[1],"z":0}}     | /company/a
            an empty object is filled            | {"company":{"a":{},"z":0}}    | {"a":{"b":1}}       | {"company":{"a":{"b":1},"z":0}} | /company/a
            objects are merged deep              | {"company":{"a":{"b":1}}}     | {"a":{"b":9,"c":2}} | {"company":{"a":{"b":1,"c":2}}} | /company/a/c
            a text is not overwritten            | {"company":{"a":"x"}}         | {"a":"y"}           | {"company":{"a":"x"}}           | ``
            a blank is no gap                    | {"company":{"a":" "}}         | {"a":"y"}           | {"company":{"a":" "}}           | ``
            zero is no gap                       | {"company":{"a":0}}           | {"a":1}             | {"company":{"a":0}}             | ``
            false is no gap                      | {"company":{"a":false}}       | {"a":true}          | {"company":{"a":false}}         | ``
            a list is not merged                 | {"company":{"a":[1]}}         | {"a":[1,2]}         | {"company":{"a":[1]}}           | ``
            an object is not filled from a text  | {"company":{"a":{"b":1}}}     | {"a":"x"}           | {"company":{"a":{"b":1}}}       | ``
            a text is not made an object         | {"company":{"a":"x"}}         | {"a":{"b":1}}       | {"company":{"a":"x"}}           | ``
            a gap is not filled with a gap       | {"company":{"a":null,"z":0}}  | {"a":"","b":null}   | {"company":{"a":null,"z":0}}    | ``
            the whole profile is a gap           | {"note":1}                    | {"a":1}             | {"note":1,"company":{"a":1}}    | /company
            an empty profile is a gap            | {"company":{}}                | {"a":1}             | {"company":{"a":1}}             | /company
            a profile that is no object stays    | {"company":"x"}               | {"a":1}             | {"company":"x"}                 | ``
            what is beside the profile stays     | {"person":{"a":1}}            | {"a":2}             | {"person":{"a":1},"company":{"a":2}} | /company
            a key is escaped in its pointer      | {"company":{"z":0}}           | {"a/b~c":1}         | {"company":{"z":0,"a/b~c":1}}   | /company/a~1b~0c
            """)
    void shouldFillGapsWhenDataIsPreserved(
            String sentence, String current, String mapped, String expected, @Nullable String changed) {
        ProfileSync.Outcome outcome =
                ProfileSync.ofRoot(RefreshScope.BASIC_DATA, true, PartyType.COMPANY, json(current), json(mapped));
        assertThat(outcome)
                .isEqualTo(new ProfileSync.Outcome(json(expected), ProfileSync.Mode.GAP_FILL, paths(changed)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            the profile is replaced by the mapped one | {"company":{"a":1}}         | {"b":2}       | {"company":{"b":2}}            | /company/b /company/a
            keys that the mapping lacks go, deep      | {"company":{"a":{"b":1,"c":2}}} | {"a":{"b":1}} | {"company":{"a":{"b":1}}}  | /company/a/c
            a profile that was missing                | {"note":1}                  | {"a":1}       | {"note":1,"company":{"a":1}}   | /company
            what is beside the profile stays          | {"company":{"a":1},"note":2} | {"a":3}      | {"company":{"a":3},"note":2}   | /company/a
            a mapped null replaces too                | {"company":{"a":1}}         | {"a":null}    | {"company":{"a":null}}         | /company/a
            an equal profile changes nothing          | {"company":{"a":1}}         | {"a":1}       | {"company":{"a":1}}            | ``
            """)
    void shouldReplaceTheProfileWhenDataIsNotPreserved(
            String sentence, String current, String mapped, String expected, @Nullable String changed) {
        ProfileSync.Outcome outcome =
                ProfileSync.ofRoot(RefreshScope.BASIC_DATA, false, PartyType.COMPANY, json(current), json(mapped));
        assertThat(outcome)
                .isEqualTo(new ProfileSync.Outcome(json(expected), ProfileSync.Mode.REPLACED, paths(changed)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", delimiter = '|', quoteCharacter = '`', textBlock = """
            absent leaves the data untouched                        | BASIC_DATA | -     | {"a":2}
            true is ignored in all_active                           | ALL_ACTIVE | true  | {"a":2}
            false is ignored in all_active                          | ALL_ACTIVE | false | {"a":2}
            true is ignored in selected                             | SELECTED   | true  | {"a":2}
            false is ignored in selected                            | SELECTED   | false | {"a":2}
            true is ignored without a scope                         | LEGACY     | true  | {"a":2}
            false is ignored without a scope                        | LEGACY     | false | {"a":2}
            a legacy body leaves the data untouched                 | LEGACY     | -     | {"a":2}
            true does nothing when the provider failed              | BASIC_DATA | true  | -
            false does nothing when the provider failed             | BASIC_DATA | false | -
            false does nothing when the mapping tells nothing       | BASIC_DATA | false | {}
            """)
    void shouldLeaveDataUntouched(
            String sentence, RefreshScope scope, @Nullable Boolean preserve, @Nullable String mapped) {
        ObjectNode current = json("{\"company\":{\"a\":1}}");
        ProfileSync.Outcome outcome =
                ProfileSync.ofRoot(scope, preserve, PartyType.COMPANY, current, mapped == null ? null : json(mapped));
        assertThat(outcome).isEqualTo(new ProfileSync.Outcome(current, ProfileSync.Mode.UNTOUCHED, List.of()));
    }

    @Test
    void shouldWrapAPersonsProfileUnderPerson() {
        ProfileSync.Outcome outcome = ProfileSync.ofRoot(
                RefreshScope.BASIC_DATA, false, PartyType.PERSON, json("{\"company\":{\"a\":1}}"), json("{\"b\":2}"));
        assertThat(outcome.entityData()).isEqualTo(json("{\"company\":{\"a\":1},\"person\":{\"b\":2}}"));
    }

    private static List<String> paths(@Nullable String changed) {
        return changed == null || changed.isEmpty() ? List.of() : List.of(changed.split(" "));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
