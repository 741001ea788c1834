package dev.gather.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.evaluation.EvaluationException;
import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of values in the headers of an answer. */
class HeaderValueTest {
    private static Optional<String> value(String header, String template, Object input) throws Exception {
        Variables variables = Variables.within(() -> Duration.ofSeconds(5)).with("input", input);
        return HeaderValue.of(header, Template.parse(template), variables);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("x-name", "{% $input %}", "a", "a"),
                Arguments.of("x-name", "{% $input %}", 7, "7"),
                Arguments.of("x-name", "{% $input %}", "a\tb c", "a\tb c"),
                Arguments.of("cache-control", "max-age={% $input %}", 60, "max-age=60"),
                Arguments.of(
                        "link", "</a?page={% $input %}>; rel=next", "1&b=<c>", "</a?page=1%26b%3D%3Cc%3E>; rel=next"),
                Arguments.of("link", "</a/{% $input %}>", "é /", "</a/%C3%A9%20%2F>"),
                Arguments.of(
                        "link", "<{% $input %}>; rel=next", "https://a/b?c=%20d", "<https://a/b?c=%20d>; rel=next"),
                Arguments.of(
                        "link", "</a>; title=\"{% $input %}\"", "a\\\"; rel=b", "</a>; title=\"a\\\\\\\"; rel=b\""),
                Arguments.of("link", "</a>; title=\"\\\"{% $input %}\"", "\"", "</a>; title=\"\\\"\\\"\""),
                Arguments.of("link", "</a>; rel={% $input %}", "next", "</a>; rel=next"),
                Arguments.of(
                        "link",
                        "{% $input %}",
                        "</a>; rel=next, </b>;title=\"x, <y>\"",
                        "</a>; rel=next, </b>;title=\"x, <y>\""),
                Arguments.of(
                        "content-disposition",
                        "attachment; filename=\"{% $input %}\"",
                        "a\".txt",
                        "attachment; filename=\"a\\\".txt\""),
                Arguments.of("etag", "\"{% $input %}\"", "v1", "\"v1\""));
    }

    @ParameterizedTest
    @MethodSource("values")
    void keepsValuesWhereTheyStand(String header, String template, Object input, String expected) throws Exception {
        assertEquals(Optional.of(expected), value(header, template, input));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("x-name", "{% $input %}", "a\r\nb: c"),
                Arguments.of("x-name", "{% $input %}", "\u0000"),
                Arguments.of("x-name", "{% $input %}", "\u007f"),
                Arguments.of("x-name", "{% $input %}", "\u00e9"),
                Arguments.of("x-name", "{% $input %}", "\u20ac"),
                Arguments.of("x-name", "{% $input %}", " a"),
                Arguments.of("x-name", "{% $input %}", "a "),
                Arguments.of("x-name", "a {% $input %} b", "\n"),
                Arguments.of("link", "<{% $input %}>; rel=next", "/a>; rel=evil, <"),
                Arguments.of("link", "<{% $input %}>; rel=next", "/a b"),
                Arguments.of("link", "</a/{% $input %}>", "\ud83d"),
                Arguments.of("link", "</a>; rel={% $input %}", "a; b"),
                Arguments.of("link", "</a>; rel={% $input %}", "\"a"),
                Arguments.of("link", "{% $input %}", "</a>; rel=\"next"),
                Arguments.of("link", "{% $input %}", "/a"),
                Arguments.of("etag", "\"{% $input %}\"", "a\", \"b"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotStandThere(String header, String template, Object input) {
        assertThrows(EvaluationException.class, () -> value(header, template, input));
    }

    @Test
    void leavesOutAHeaderWhoseValueIsNull() throws Exception {
        assertEquals(Optional.empty(), value("x-name", "{% $input.nothing %}", Map.of("a", List.of())));
    }

    @Test
    void checksLongValuesInNoTime() throws Exception {
        String links = "</a>; title=\"" + "\\x".repeat(200_000) + "\"";

        assertEquals(Optional.of(links), value("link", "{% $input %}", links));
        assertThrows(EvaluationException.class, () -> value("link", "{% $input %}", links + "\""));
        assertThrows(EvaluationException.class, () -> value("x-name", "{% $input %}", "a" + " ".repeat(200_000)));
    }
}
