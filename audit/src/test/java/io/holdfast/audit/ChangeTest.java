package io.holdfast.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What is different between two things, field by field. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChangeTest {

    static Stream<Arguments> differences() {
        return Stream.of(
                different("{}", "{}"),
                different("{'a':1}", "{'a':1}"),
                different("{'a':1,'b':2}", "{'a':1,'b':3}", "/b 2 3"),
                different("{}", "{'a':'x'}", "/a null \"x\""),
                different("{'a':'x'}", "{}", "/a \"x\" null"),
                different("{}", "{'a':[]}"),
                different("{'a':[]}", "{'a':[1]}", "/a/0 null 1"),
                different("{}", "{'a':[1]}", "/a null [1]"),
                different("{'a':{'b':1}}", "{'a':{'b':2}}", "/a/b 1 2"),
                different("{'a':1}", "{'a':[1]}", "/a 1 [1]"),
                different("{'a':[1,2,3]}", "{'a':[1,3]}", "/a/1 2 null"),
                different("{'a':[1,3]}", "{'a':[1,2,3]}", "/a/1 null 2"),
                different("{'a':[1,1]}", "{'a':[1,1,1]}", "/a/2 null 1"),
                different("{'a':[{'n':1},{'n':2}]}", "{'a':[{'n':1},{'n':5}]}", "/a/1/n 2 5"),
                different("{'a':[1,2]}", "{'a':[3,4]}", "/a/0 1 3", "/a/1 2 4"),
                different("{'a':[1,2,9]}", "{'a':[7,9]}", "/a/0 1 null", "/a/1 2 null", "/a/0 null 7"),
                different("{'a/b':1}", "{'a/b':2}", "/a~1b 1 2"));
    }

    private static Arguments different(String before, String after, String... changes) {
        return arguments(before, after, List.of(changes));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void every_field_that_differs_is_named_once_and_no_other(String before, String after, List<String> changes) {
        var json = JsonMapper.shared();
        var found = Change.between(json.readTree(before.replace('\'', '"')), json.readTree(after.replace('\'', '"')));
        assertThat(found)
                .extracting(change -> "%s %s %s".formatted(change.field(), change.before(), change.after()))
                .isEqualTo(changes);
    }
}
