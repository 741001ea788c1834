package dev.gather.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of YAML files: only what is changed differs. Commas end the steps of paths; ↵ is the end of a line. */
class YamlEditorTest {
    private static final int CHANGES = 300;
    private static final String LONG = "[" + "abcdefghi, ".repeat(20) + "z]";

    private static List<Object> path(String steps) {
        List<Object> path = new ArrayList<>();
        Arrays.stream(steps.split(",", -1))
                .forEach(step -> path.add(step.matches("\\d+") ? Integer.valueOf(step) : step));
        return path;
    }

    private static @Nullable Object value(String yaml) {
        return new YamlReader("f", yaml, new Problems()).read().orElseThrow().plain();
    }

    private static String lines(String text) {
        return text.replace("↵", "\n").replace("LONG", LONG);
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource(delimiter = '§', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            a: 1 # one↵b: 2              § a   § 3                   § a: 3 # one↵b: 2
            a: 1                         § a   § { x: [1, w] }       § a: { x: [1, w] }
            { a: '1',  b: "2" }          § a   § x                   § { a: x,  b: "2" }
            a: { x: 1, # c↵  y: 2 } # d  § a,x § 5                   § a: { x: 5, # c↵  y: 2 } # d
            a: { x: 1, # c↵  y: 2 } # d  § a   § []                  § a: [] # d
            a:↵  x: 1↵  y: 2 # two↵b: 3  § a   § { z: 1, w: 2 }      § a:↵  z: 1↵  w: 2 # two↵b: 3
            a:↵  x: 1↵b: 3               § a   § 5                   § a: 5↵b: 3
            a: # c↵  x: 1↵b: 3           § a   § 5                   § a: # c↵  5↵b: 3
            a:↵- 1↵- 2↵b: 3              § a   § [4]                 § a:↵- 4↵b: 3
            a:↵- 1↵- 2↵b: 3              § a   § {}                  § a: {}↵b: 3
            a:↵  - x: 1↵    y: 2↵  - 3   § a,0 § { z: [1] }          § a:↵  - z: [1]↵  - 3
            a:↵  - x: 1↵    y: 2↵  - 3   § a,0 § 7                   § a:↵  - 7↵  - 3
            a:↵b: 2                      § a   § x                   § a: x↵b: 2
            a: |-↵  one↵  two↵↵b: 2      § a   § three               § a: three↵↵b: 2
            a: |-↵  one↵  two↵↵b: 2      § a   § "1\\n2"             § a: |-↵  1↵  2↵↵b: 2
            a: >↵  one↵  two↵b: 2        § a   § null                § a: null↵b: 2
            a: "one↵  two"↵b: 2          § a   § 1                   § a: 1↵b: 2
            a: 1 # c                     § a   § "1\\n2"             § a: "1\\n2" # c
            [1, [2, 3]]                  § 1,0 § "a: b"              § [1, ['a: b', 3]]
            a: &x 1                      § a   § 2                   § a: 2
            a: &x↵  b: 1                 § a   § { c: 1 }            § a:↵  c: 1
            - &x↵  b: 1↵- 2              § 0   § { c: 1 }            § - c: 1↵- 2
            a: !!str 1                   § a   § 2                   § a: 2
            'a': 1                       § a   § 2                   § 'a': 2
            ? a↵: 1                      § a   § 2                   § ? a↵: 2
            😀: { 😀: 1 }                § 😀,😀 § 2                § 😀: { 😀: 2 }
            """)
    void replacesAValue(String before, String path, String value, String after) {
        YamlEditor editor = new YamlEditor(lines(before));

        editor.replace(path(path), value(value));

        assertEquals(Optional.of(lines(after)), editor.text());
    }

    @Test
    void writesWhatIsLongInLines() {
        YamlEditor editor = new YamlEditor("a: { b: 1 }\nc: 1 # c\n");

        editor.replace(List.of("a"), value(LONG));
        editor.replace(List.of("c"), value(LONG));

        String block = "  - abcdefghi\n".repeat(20) + "  - z\n";
        assertEquals(Optional.of("a:\n" + block + "c: " + LONG + " # c\n"), editor.text());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
            a:↵  - x: 1 # c↵  - y: 2     § a,0 § a:↵  - x: 1 # c↵    new: [1]↵  - y: 2
            a:↵  - { x: 1 }↵  - y: 2     § a,0 § a:↵  - { x: 1, new: [1] }↵  - y: 2
            a:↵  - { x: 1, }             § a,0 § a:↵  - { x: 1, new: [1], }
            a:↵  - {}                    § a,0 § a:↵  - { new: [1] }
            a:↵  - x:↵      y: 1↵b: 2    § a,0 § a:↵  - x:↵      y: 1↵    new: [1]↵b: 2
            a:↵  - x: |↵      y↵↵b: 2    § a,0 § a:↵  - x: |↵      y↵    new: [1]↵↵b: 2
            a: { x: [ 1↵ ] }             § a   § a: { x: [ 1↵ ], new: [1] }
            """)
    void addsAKey(String before, String path, String after) {
        YamlEditor editor = new YamlEditor(lines(before));

        editor.add(path(path), "new", List.of(1));

        assertEquals(Optional.of(lines(after)), editor.text());
    }

    @Test
    void replacesAKeyWithItsValue() {
        YamlEditor editor = new YamlEditor("cases:\r\n  - output:\r\n      a: 1\r\n    status: 200\r\n");
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "not-found");
        problem.put("status", 404);

        editor.replace(path("cases,0,output"), "problem", problem);
        editor.replace(path("cases,0,status"), 404);

        assertEquals(
                Optional.of(
                        "cases:\r\n  - problem:\r\n      type: not-found\r\n      status: 404\r\n    status: 404\r\n"),
                editor.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x { b: 1 }\nc: *x", "c: &x { b: 1 }\na: *x", "a: { b: &x 1, c: *x }"})
    void refusesToChangeWhatAnAliasRepeats(String text) {
        YamlEditor editor = new YamlEditor(text);

        editor.replace(path("a,b"), 2);

        assertEquals(Optional.empty(), editor.text());
    }

    @Test
    void replacesAnAlias() {
        YamlEditor editor = new YamlEditor("c: &x { b: 1 }\na: *x # c\n");

        editor.replace(path("a"), 2);

        assertEquals(Optional.of("c: &x { b: 1 }\na: 2 # c\n"), editor.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: 0\ncases:\n  - name: n\n    v: 1\n    w: 2\n  - name: m\n",
                "x: 0\ncases:\n- v:\n    a: 1 # c\n  w: 2\n",
                "{ x: 0, cases: [ { v: { a: 1 }, w: 2 } ] }",
                "x: 0\ncases:\n  - { v: [1,\n     2], w: 2 } # end\n",
                "x: 0\ncases:\n  - w: 2\n    v: |\n      text\n\n# end\n",
                "x: 0\r\ncases:\r\n  - w: 2\r\n    v:\r\n      - 1\r\n      -\r\n        b: 2",
                "x: 0\ncases:\n  -\n    - 1\n  - - 2\n  - v: # c\n      a: 1\n",
            })
    void saysWhatIsMeantWhateverTheValue(String text) {
        HostileJson hostile = new HostileJson(new Random(text.hashCode()));
        int index = text.contains("- - 2") ? 2 : 0;
        for (int i = 0; i < CHANGES; i++) {
            YamlEditor editor = new YamlEditor(text);
            Object value = hostile.value();

            editor.replace(List.of("cases", index, "v"), value);
            editor.add(List.of("cases", index), "new", value);

            Optional<String> changed = editor.text();
            assertTrue(changed.isPresent(), () -> YamlText.flow(value));
            assertTrue(changed.get().startsWith(text.substring(0, text.indexOf("cases"))));
            assertEquals(text.contains("# end"), changed.get().contains("# end"));
        }
    }
}
