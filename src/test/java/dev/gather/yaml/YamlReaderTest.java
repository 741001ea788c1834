package dev.gather.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class YamlReaderTest {
    private static String problems(String text) {
        Problems problems = new Problems();
        var unused = new YamlReader("f.yaml", text, problems).read();
        return problems.all().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private static Object value(String text) {
        Problems problems = new Problems();
        Optional<YamlNode> read = new YamlReader("f.yaml", text, problems).read();
        assertEquals(List.of(), problems.all());
        return read.orElseThrow().plain();
    }

    @TestFactory
    Stream<DynamicTest> tellsWhyAFileCannotBeRead() {
        Map<String, String> cases = Map.ofEntries(
                Map.entry("", "f.yaml:1:1: the file is empty"),
                Map.entry("# nothing\n", "f.yaml:1:1: the file is empty"),
                Map.entry("a: [1, 2", "f.yaml:1:9: not YAML: expected ',' or ']', but got <stream end>"),
                Map.entry("a: 1\n---\nb: 2", "f.yaml:2:1: not YAML: there is a second document"),
                Map.entry("a: *b", "f.yaml:1:4: not YAML: the anchor &b does not exist"),
                Map.entry("a: \"\\UFFFFFFFF\"", "f.yaml:1:7: not YAML: this cannot be read"),
                Map.entry("a: \"\\U00110000\"", "f.yaml:1:7: not YAML: found unknown escape character 00110000"),
                Map.entry("a: b\n\u0007", "f.yaml:2:1: not YAML: the character U+0007 is not allowed"),
                Map.entry("a: \ud83d b", "f.yaml:1:4: not YAML: the character U+D83D is not allowed"),
                Map.entry("a: 1\nb: \ud83d", "f.yaml:2:4: not YAML: the character U+D83D is not allowed"),
                Map.entry(
                        "a: \"\\ud83d\"",
                        "f.yaml:1:4 a: an escape is half of a character (a lone surrogate), write the whole character"),
                Map.entry("a: !!int x", "f.yaml:1:4 a: 'x' is not an integer"),
                Map.entry("a: !!float x", "f.yaml:1:4 a: 'x' is not a number"),
                Map.entry("a: !!bool 1", "f.yaml:1:4 a: '1' is not a boolean"),
                Map.entry("a: !!null 1", "f.yaml:1:4 a: '1' is not null"),
                Map.entry("a: !!map x", "f.yaml:1:4 a: a scalar cannot be !!map, remove the tag"),
                Map.entry("a: !!seq {b: c}", "f.yaml:1:4 a: the tag !!seq is not supported, remove it"),
                Map.entry("a: !!set {b, c}", "f.yaml:1:4 a: the tag !!set is not supported, remove it"),
                Map.entry("a: !!binary '***'", "f.yaml:1:4 a: the tag !!binary is not supported, remove it"),
                Map.entry("!mine a: 1", "f.yaml:1:1: the tag !mine is not supported, remove it"),
                Map.entry("? [1]\n: 2", "f.yaml:1:3: a key must be a string"),
                Map.entry("a: 1\na: 2", "f.yaml:2:1 a: duplicate key 'a', remove one of them"));
        return cases.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(
                        "'" + one.getKey() + "'", () -> assertEquals(one.getValue(), problems(one.getKey()))));
    }

    @TestFactory
    Stream<DynamicTest> readsScalarsByTheCoreSchemaWithAllTheirDigits() {
        Object[][] cases = {
            {"1", 1},
            {"+7", 7},
            {"-0", 0},
            {"007", 7},
            {"0o17", 15},
            {"0xfF", 255},
            {"2147483648", 2147483648L},
            {"9223372036854775808", new BigInteger("9223372036854775808")},
            {"0xFFFFFFFFFFFFFFFFFF", new BigInteger("4722366482869645213695")},
            {"12345678901234567890.000000002", new BigDecimal("12345678901234567890.000000002")},
            {"12.50", new BigDecimal("12.50")},
            {".5", new BigDecimal("0.5")},
            {"5.", new BigDecimal("5")},
            {"-1e3", new BigDecimal("-1E+3")},
            {"1e308", new BigDecimal("1e308")},
            {"0e-999999999", BigDecimal.ZERO},
            {"true", true},
            {"FALSE", false},
            {"~", null},
            {"Null", null},
            {"\"\"", ""},
            {"'1'", "1"},
            {"! 1", "1"},
            {"!!str 1", "1"},
            {"!!int '1'", 1},
            {"!!float 1", 1},
            {"!!null ''", null},
            {"nan", "nan"},
            {"1_000", "1_000"},
            {"0o8", "0o8"},
            {"-0x1", "-0x1"},
            {"yes", "yes"},
            {"<<", "<<"},
            {"${HOME}", "${HOME}"},
            {"2026-11-25", "2026-11-25"},
        };
        return Arrays.stream(cases)
                .map(one -> DynamicTest.dynamicTest(
                        (String) one[0], () -> assertEquals(Arrays.asList(one[1]), value("- " + one[0]))));
    }

    @Test
    void refusesNumbersThatJsonDoesNotHave() {
        for (String number : List.of(
                ".inf",
                "-.Inf",
                "+.INF",
                ".nan",
                ".NaN",
                "1e309",
                "-1e999",
                "1e999999999",
                "1e99999999999999999999",
                "1e-999",
                "1e-999999999",
                "9".repeat(400),
                "0." + "1".repeat(2000),
                "0x" + "F".repeat(2000))) {
            String told = problems("a: " + number);
            assertTrue(told.startsWith("f.yaml:1:4 a: JSON has no number "), number + " " + told);
        }
    }

    @Test
    void readsCharactersBeyondTheFirstPlaneAtEveryPlace() {
        for (int length = 0; length < 2200; length++) {
            String text = "# " + "x".repeat(length) + "😀\na: 😀";

            assertEquals(Map.of("a", "😀"), value(text), () -> "" + text.length());
        }
    }

    @Test
    void countsLinesAndColumnsInCharacters() {
        assertEquals("f.yaml:2:8 a[1]: the tag !x is not supported, remove it", problems("# 😀😀\na: [😀, !x c]"));
    }

    @Test
    void repeatsWhatAliasesName() {
        assertEquals(
                Map.of(
                        "a",
                        List.of(1),
                        "b",
                        List.of(List.of(1)),
                        "c",
                        2,
                        "d",
                        List.of(List.of(1)),
                        "k",
                        Map.of("2", 3)),
                value("a: &x [1]\nb: &y [*x]\nc: &x 2\nd: *y\nk: {*x : 3}"));
    }

    @Test
    void refusesWhatIsTooDeepTooLargeOrRepeatsItself() {
        String laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n"
                + Stream.of("ab", "bc", "cd", "de", "ef", "fg", "gh", "hi")
                        .map(pair -> "%2$s: &%2$s [%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s,%1$s]\n"
                                .formatted("*" + pair.charAt(0), "" + pair.charAt(1)))
                        .collect(Collectors.joining());
        String chain = "- &a0 x\n"
                + Stream.iterate(1, i -> i + 1)
                        .limit(500)
                        .map(i -> "- &a%d [*a%d]\n".formatted(i, i - 1))
                        .collect(Collectors.joining());

        assertTrue(problems("[".repeat(100_000)).startsWith("f.yaml:1:61: lists and mappings are nested more than 60"));
        assertTrue(problems("{a: ".repeat(100_000)).contains("nested more than 60"));
        assertTrue(problems("- ".repeat(100_000)).contains("nested more than 60"));
        assertTrue(problems("? ".repeat(100_000)).contains("nested more than 60"));
        assertTrue(problems("&a [*a]").contains("nested more than 60"));
        assertTrue(problems(chain).contains("nested more than 60"));
        assertTrue(problems(laughs).contains("more than 20000 values"));
        assertTrue(
                problems("a: &a " + "x".repeat(500_000) + "\nb: [*a, *a, *a]").contains("more than 1 MB"));
        assertTrue(problems("a: 1\n".repeat(200_000)).contains("more than 20000 values"));
        assertTrue(problems("a: 1\n".repeat(1_000_000)).contains("the file is larger than 1 MB"));
        assertFalse(problems("[".repeat(60) + "]".repeat(60)).contains("nested"));
    }

    @Test
    void takesNoMemoryByTheSquareForLongKeys() {
        String key = "? " + "k".repeat(15_000) + "\n: \n";
        StringBuilder text = new StringBuilder();
        for (int depth = 0; depth < 50; depth++) {
            text.append(" ".repeat(depth))
                    .append(key.replace("\n", "\n" + " ".repeat(depth)).stripTrailing())
                    .append('\n');
        }
        text.append(" ".repeat(60)).append("[").append("1,".repeat(15_000)).append("1]");

        assertEquals("", problems(text.toString()));
    }

    @Test
    void tellsAHundredProblemsOfAFileAndNoMore() {
        assertEquals(
                Problems.MAX_PER_FILE,
                problems("a: [" + "!x 1, ".repeat(1000) + "]").lines().count());
    }
}
