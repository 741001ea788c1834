package dev.gather.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gather.expression.Template;
import dev.gather.expression.Variables;
import dev.gather.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value never leaves its segment, whatever is put together with it. */
class PathTemplateTest {
    private static Optional<String> render(String segment, String a, String b) throws Exception {
        Variables variables =
                Variables.within(() -> Duration.ofSeconds(1)).with("a", a).with("b", b);
        return new PathTemplate(List.of(Template.parse("files"), Template.parse(segment))).render(variables);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{% $a %}.{% $b %},.,/admin/users",
                "{% $a %}{% $b %},x/,..",
                "{% $a %}{% $b %},.,.",
                "{% $a %}{% $b %},,",
                "{% $a %}{% $b %},x/.,/y",
                "{% $a %}{% $b %},x\\..,\\y",
                ".{% $a %},.,",
                "%2e{% $a %},.,",
                "%2E{% $a %},./x,",
                "x%2F{% $a %},..,",
                "{% $a %}{% $b %},%2e,%2e",
                "{% $a %},%252e%252e%252fx,",
                "{% $a %}{% $b %},%,2e%2e/x",
                "{% $a %},..;a=b/x,",
                "{% $a %}{% $b %},..,;x",
                "{% $a %},/../,",
                "{% $a %},..\\,",
            })
    void refusesWhatWouldClimb(String segment, String a, String b) {
        Failure failure = assertThrows(Failure.class, () -> render(segment, a == null ? "" : a, b == null ? "" : b));
        assertEquals(Failure.Code.UNSAFE_VALUE, failure.code());
    }

    @ParameterizedTest
    @CsvSource({
        "{% $a %}.{% $b %},a,b,/files/a.b",
        "{% $a %}.{% $b %},..a,..b,/files/..a...b",
        "{% $a %},100%,x,/files/100%25",
        "{% $a %}{% $b %},a/b,c\\d,/files/a%2Fbc%5Cd",
        "{% $a %},...,x,/files/...",
        "{% $a %},a;b=c,x,/files/a%3Bb%3Dc",
        "{% $a %},é😀,x,/files/%C3%A9%F0%9F%98%80",
        "{% $a %},a+b c,x,/files/a%2Bb%20c",
    })
    void encodesWhatStaysWithinItsSegment(String segment, String a, String b, String path) throws Exception {
        assertEquals(Optional.of(path), render(segment, a, b));
    }

    @ParameterizedTest
    @CsvSource({"0", "10", "27", "127", "133"})
    void refusesControlCharacters(int character) {
        String text = "a" + (char) character;
        assertThrows(Failure.class, () -> render("{% $a %}", text, ""));
    }

    @ParameterizedTest
    @CsvSource({"d83d", "de00"})
    void refusesHalvesOfCharacters(String unit) {
        String half = String.valueOf((char) Integer.parseInt(unit, 16));
        for (String text : List.of(half, "a" + half, half + "a", half + half.charAt(0))) {
            assertThrows(Failure.class, () -> render("{% $a %}", text, ""));
        }
    }
}
