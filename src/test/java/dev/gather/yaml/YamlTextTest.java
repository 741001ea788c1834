package dev.gather.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON values as YAML: what is written is read as the same value. */
class YamlTextTest {
    private static final int VALUES = 5_000;

    private static @Nullable Object read(String yaml) {
        Problems problems = new Problems();
        YamlNode node = new YamlReader("f", yaml, problems)
                .read()
                .orElseThrow(() -> new AssertionError(problems.all() + " in\n" + yaml));
        assertFalse(problems.hasErrors(), () -> problems.all() + " in\n" + yaml);
        return node.plain();
    }

    /** Numbers by their value, whatever class they have. */
    private static String comparable(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlTextTest::comparable).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder("{");
            map.forEach(
                    (name, member) -> text.append('<').append(name).append('>').append(comparable(member)));
            return text.append('}').toString();
        }
        return value + "/" + (value == null ? "" : value.getClass().getSimpleName());
    }

    @Test
    void isReadAsTheSameValue() {
        HostileJson hostile = new HostileJson(new Random(20261129));
        for (int i = 0; i < VALUES; i++) {
            Object value = hostile.value();

            assertEquals(comparable(value), comparable(read(YamlText.flow(value))));
            assertEquals(comparable(value), comparable(read("  " + YamlText.block(value, 2) + "\n")));
            String within = "key:\n    - a: 1\n      b:\n        " + YamlText.block(value, 8) + "\n      c: 2\n";
            assertEquals(
                    comparable(Map.of("key", List.of(read("{ a: 1, b: " + YamlText.flow(value) + ", c: 2 }")))),
                    comparable(read(within)));
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a b"                       | a b
            "12"                        | '12'
            "no"                        | 'no'
            "it's"                      | it's
            "a\\nb"                     | "a\\nb"
            "2026-01-01"                | '2026-01-01'
            "urn:x:y"                   | urn:x:y
            "Zoë"                       | Zoë
            1.10                        | 1.10
            12345678901234567890.120    | 12345678901234567890.120
            {"a":[1,{"b":{}}],"c":[]}   | { a: [1, { b: {} }], c: [] }
            """)
    void writesAsPeopleDo(String json, String yaml) {
        assertEquals(yaml, YamlText.flow(read(json)));
    }

    @Test
    void writesShortPartsInLines() {
        Object value = read("{ id: 7, names: [a, b], text: \"one\\ntwo\\n\", items: [{ a: " + "x".repeat(60) + ", b: "
                + "y".repeat(60) + " }] }");

        assertEquals("""
                id: 7
                  names: [a, b]
                  text: |
                    one
                    two
                  items:
                    - a: %s
                      b: %s""".formatted("x".repeat(60), "y".repeat(60)), YamlText.block(value, 2));
    }
}
