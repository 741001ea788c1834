package dev.gather.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Where in the file the characters of a scalar are, whichever way it is written. */
class ScalarSourceTest {
    private static YamlScalar scalar(String text) {
        Problems problems = new Problems();
        YamlNode root = new YamlReader("f", text, problems).read().orElseThrow();
        assertEquals(List.of(), problems.all());
        return (YamlScalar) ((YamlMap) root).get("a");
    }

    @TestFactory
    Stream<DynamicTest> findsTheCharacterBehindEachOffset() {
        // Each value has one X, and the file too.
        String[][] cases = {
            {"a: X", "1:4"},
            {"a: bX c", "1:5"},
            {"a:\n  b\n  c X", "3:5"},
            {"a: b\n\n  X", "3:3"},
            {"a: 'b X'", "1:7"},
            {"a: 'b''c X'", "1:10"},
            {"a: '''X'''", "1:7"},
            {"a: 'b\n  ''\n  X'", "3:3"},
            {"a: \"b X\"", "1:7"},
            {"a: \"b\\\"\\\\ X\"", "1:11"},
            {"a: \"\\u00e9\\U0001F600\\x41\\/\\_ X\"", "1:30"},
            {"a: \"b\\n\\tX\"", "1:10"},
            {"a: \"b\\\n   \\ c\n   X\"", "3:4"},
            {"a: \"\\0\\a\\b\\e\\v\\f\\r\\NX\"", "1:21"},
            {"a: |\n  b\n  X", "3:3"},
            {"a: |2-\n    bX", "2:6"},
            {"a: |- # a - comment\n  - X", "2:5"},
            {"a: >\n  > b\n  c\n\n  X", "5:3"},
            {"a: >+ # >>\n\n\n  > X\n\n", "4:5"},
            {"a: |\n  b\r\n  X", "3:3"},
            {"a: |\n  b\r  X", "3:3"},
            {"a: !!str X", "1:10"},
            {"a: &anchor 'X'", "1:13"},
            {"a: !!str &n | # nn\n  n X", "2:5"},
            {"a: ! \"X\"", "1:7"},
            {"# 😀\n'😀': '😀'\na: '😀 é X'", "3:9"},
            {"b: 😀😀\na: |\n  😀X", "3:4"},
            {"b: &b \"X\"\na: *b", "1:8"},
            {"a: {% $b[\n   c = X] %}".replace("{%", "'{%").replace("%}", "%}'"), "2:8"},
        };
        return Stream.of(cases)
                .map(one -> DynamicTest.dynamicTest(one[0], () -> {
                    YamlScalar scalar = scalar(one[0]);
                    assertEquals(
                            one[1],
                            scalar.positionOf(scalar.text().indexOf('X')).toString());
                }));
    }

    @Test
    void findsManyCharactersOfALongTextInOnePass() {
        YamlScalar scalar = scalar("b: " + "😀".repeat(100_000) + "\na: \"" + "\\u0041 ".repeat(100_000) + "\"");
        List<Integer> offsets = IntStream.range(0, 200_000).boxed().toList();

        List<Position> positions = assertTimeout(Duration.ofSeconds(5), () -> scalar.positionsOf(offsets));

        assertEquals(new Position(2, 5), positions.get(0));
        assertEquals(new Position(2, 5 + 7 * 99_999), positions.get(199_998));
    }

    @Test
    void standsAtItsStartIfItIsEmpty() {
        assertEquals(new Position(1, 4), scalar("a: ''").positionOf(0));
        assertEquals(new Position(1, 4), scalar("a: |").positionOf(0));
    }

    @Test
    void knowsWhatFollowsOnItsLine() {
        assertEquals(" # c", scalar("a: b # c\nd: e").rest());
        assertEquals(", d: e }", scalar("{ a: b, d: e }").rest());
        assertEquals("", scalar("a: b\n  c").rest());
        assertEquals(" # d", scalar("a: 😀b # d").rest());
    }
}
