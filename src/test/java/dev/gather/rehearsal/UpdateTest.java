package dev.gather.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gather.composition.CompositionFile;
import dev.gather.rehearsal.Suite.Outcome;
import dev.gather.rehearsal.Suite.Updated;
import dev.gather.yaml.HostileJson;
import dev.gather.yaml.YamlText;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code test --update} writes into test files. ↵ is the end of a line. */
@QuarkusTest
class UpdateTest {
    private static final int VALUES = 100;

    private static final String COMPOSITION = """
            input: { properties: { id: { type: integer } } }
            sources:
              a: { http: 'GET stub:/a', missing: 404 }
              b: { http: 'GET stub:/b', fallback: none, retries: 1 }
            output: { a: '{% $a %}', b: '{% $b %}' }
            """;

    @Inject
    Rehearsal rehearsal;

    private Updated update(String composition, String cases) {
        return new Suite(rehearsal)
                .update(
                        new CompositionFile("c", "c.test.yaml", cases),
                        Map.of("c", new CompositionFile("c", "c.yaml", composition)));
    }

    private static void assertPasses(Updated updated) {
        assertTrue(
                updated.result().cases().stream().allMatch(Outcome::passed), () -> updated.result() + updated.text());
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
            output: { a: 1, b: 3 } # c         § output: { a: 1, b: 2 } # c
            output: { a: 1.0, b: 3 }           § output: { a: 1.0, b: 2 }
            output:↵  # one↵  a: 1↵  b: 3 # b  § output:↵  # one↵  a: 1↵  b: 2 # b
            output: { b: 2 }                   § output: { a: 1, b: 2 }
            output: 7                          § output: { a: 1, b: 2 }
            output: [1, 2]                     § output: { a: 1, b: 2 }
            status: 404                        § status: 200
            degraded: [b, a]                   § degraded: []
            degraded: b                        § degraded: []
            calls: { a: 2, b: 1 }              § calls: { a: 1, b: 1 }
            time: 1s                           § time: 20ms
            time: 20ms                         § time: 20ms
            problem:↵  status: 404             § output:↵  a: 1↵  b: 2
            problem: {}                        § output: { a: 1, b: 2 }
            # nothing                          § # nothing↵output: { a: 1, b: 2 }
            """)
    void writesTheAnswer(String before, String after) {
        String given =
                "cases:\n  - name: 'n'   # name\n    sources: { a: { value: 1, delay: 20ms }, b: { value: 2 } }\n";
        String cases = given + before.replace("↵", "\n").indent(4);

        Updated updated = update(COMPOSITION, cases);

        assertPasses(updated);
        String trimmed = updated.text().replaceAll("(?m)^ {4}# nothing\n", "");
        assertEquals((given + after.replace("↵", "\n").indent(4)).replaceAll("(?m)^ {4}# nothing\n", ""), trimmed);
        assertEquals(before.equals(after) ? 0 : 1, updated.updated());
        assertEquals(updated.text(), update(COMPOSITION, updated.text()).text());
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
            output: { a: 1, b: 3 }                       § problem: { type: not-found, status: 404, detail: "the source 'a' has nothing" }
            problem: { status: 403 }                     § problem: { status: 404 }
            problem: { type: urn:gather:problem:x }      § problem: { type: urn:gather:problem:not-found }
            problem: { type: x, title: Not found }       § problem: { type: not-found, title: Not found }
            problem: { status: 404, errors: [] }         § problem: { status: 404 }
            status: 404                                  § status: 404, problem: { type: not-found, status: 404, detail: "the source 'a' has nothing" }
            """)
    void writesTheProblem(String before, String after) {
        String given = "cases: [{ sources: { a: { status: 404 }, b: { value: 2 } }, ";

        Updated updated = update(COMPOSITION, given + before + " }]\n");

        assertPasses(updated);
        String detail = updated.text().replaceAll("detail: '?(.*?)'? }", "detail: \"the source 'a' has nothing\" }");
        assertEquals(given + after + " }]\n", detail);
    }

    @Test
    void leavesOtherCasesAsTheyAre() {
        String text = """
                # cases of c
                cases:
                  - { name: "one", sources: { a: { value: 1 }, b: { value: 2 } }, output: { a: 1, b: 2 } }

                  - sources:   { a: { value: 0x10 }, b: { fault: "connection" } }
                    output: { a: 16, b: 2 }   # two
                    within: 1m
                """;

        Updated updated = update(COMPOSITION, text);

        assertPasses(updated);
        assertEquals(text.replace("a: 16, b: 2", "a: 16, b: none"), updated.text());
        assertEquals(1, updated.updated());
    }

    @Test
    void passesThenWhateverComes() {
        HostileJson hostile = new HostileJson(new Random(7));
        StringBuilder cases = new StringBuilder("cases:\n");
        for (int i = 0; i < VALUES; i++) {
            String sources = YamlText.flow(Map.of("a", Map.of("value", values(hostile.value()))));
            cases.append("- sources: ").append(sources).append("\n  output: ");
            cases.append(YamlText.flow(hostile.value())).append('\n');
            cases.append("- sources: ").append(sources).append("\n  output:\n    ");
            cases.append(YamlText.block(List.of(1, List.of(), Map.of("a", 1)), 4))
                    .append('\n');
            cases.append("- { sources: ").append(sources).append(" }\n");
        }

        Updated updated = update("sources: { a: { http: 'GET stub:/a' } }\noutput: '{% $a[0] %}'\n", cases.toString());

        assertPasses(updated);
        assertEquals(
                0,
                update("sources: { a: { http: 'GET stub:/a' } }\noutput: '{% $a[0] %}'\n", updated.text())
                        .updated());
    }

    private static List<@Nullable Object> values(@Nullable Object value) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(value);
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cases: [{ sources: { a: { value: 1 }, b: { value: 2 }, GET stub:/c: {} }, output: 1 }]",
                "cases: [{ sources: { a: { value: 1 } }, output: { a: 1 } }]",
                "cases: [{ sources: { a: { value: 1, delay: 20ms }, b: { value: 2 } }, within: 19ms }]",
            })
    void leavesWhatItCannotUpdate(String cases) {
        Updated updated = update(COMPOSITION, cases);

        assertEquals(cases, updated.text());
        assertEquals(0, updated.updated());
        assertEquals(false, updated.result().cases().get(0).passed());
    }

    @Test
    void saysWhyItLeavesWhatAnAliasRepeats() {
        String cases = """
                cases:
                  - { sources: { a: &a { value: { x: 1 } }, b: { value: 2 } }, output: { a: &x { x: 2 }, b: 2 } }
                  - { sources: { a: *a, b: { value: 2 } }, output: { a: *x, b: 3 } }
                """;

        Updated updated = update(COMPOSITION, cases);

        assertEquals(cases.replace("a: *x, b: 3", "a: { x: 1 }, b: 2"), updated.text());
        assertEquals(
                List.of(
                        "output.a.x: expected 2, was 1",
                        "it was not updated: an alias repeats what it expects, or YAML cannot say what came"),
                updated.result().cases().get(0).differences());
    }
}
