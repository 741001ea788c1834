package dev.gather.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gather.execution.Run;
import dev.gather.yaml.Problem;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is probably a mistake: members that a variable cannot have, and what nothing names. */
class WarningsTest {
    private static final String INPUT = """
            route: GET /a/{part}
            input:
              required: [id]
              properties:
                id: { type: integer }
                address: { properties: { street: {}, town: {} } }
                lines: { type: array, items: { properties: { sku: {} } } }
                open: { properties: { a: {} }, additionalProperties: true }
                either: { anyOf: [{ properties: { a: {} } }] }
                closed: { properties: { a: {} }, required: [b], additionalProperties: false }
                pair: { type: array, prefixItems: [{ properties: { a: {} } }], items: { properties: { b: {} } } }
                both: { properties: { a: {} }, items: { properties: { b: {} } } }
            """;

    private static String warnings(String composition) {
        return Run.warnings(composition).stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            $input.id                              |
            $input.idd                             | 20: $input has no 'idd', did you mean id?
            $input.address.stret                   | 28: $input.address has no 'stret', did you mean street?
            $input.address.street.number           |
            $input.lines.skuu                      | 26: $input.lines has no 'skuu', did you mean sku?
            $input.lines[sku = 1].skuu             | 35: $input.lines has no 'skuu', did you mean sku?
            $input.lines.sku                       |
            $input.open.b                          |
            $input.either.b                        |
            $input.closed.c                        | 27: $input.closed has no 'c', did you mean a?
            $input.closed.b                        |
            $input.pair.a                          |
            $input.both.a                          |
            $input.part                            |
            $input.**.idd                          |
            1 + $count($input.linse)               | 31: $input has no 'linse', did you mean lines?
            ($i := $input; $i.idd)                 |
            $request.header                        | 22: $request has no 'header', did you mean headers?
            $request.headers.accept                |
            $request.claims.sub.x                  |
            """)
    void areMembersThatAVariableCannotHave(String expression, String warning) {
        long line = INPUT.lines().count() + 1;
        String expected = warning == null ? "" : "test.yaml:" + line + ":" + warning.replaceFirst(":", " output:");

        assertEquals(expected, warnings(INPUT + "output: '{% " + expression + " %}'\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            { ask: one, value: { a: 1, b: '{% $value %}' } }                | $s.c | test.yaml:4:16 output: $s has no 'c', did you mean a?
            { ask: one, value: { a: 1 } }                                   | $s.a |
            { ask: one, value: { a: 1 }, fallback: { c: 1 } }               | $s.c |
            { ask: one }                                                    | $s.c |
            { ask: one, value: $value }                                     | $s.c |
            { ask: 'one {% $v.y %}' }                                       | $s   | test.yaml:2:24 sources.s.ask: $v has no 'y', did you mean x?
            """)
    void areMembersThatAValueCannotHave(String source, String output, String warning) {
        String composition = "sources:\n  s: %s\nvalues: { v: { x: 1 } }\noutput: '{%% %s %%}{%% $v %%}'\n"
                .formatted(source, output);

        assertEquals(warning == null ? "" : warning, warnings(composition));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sources: { a: { ask: one } }                                           | test.yaml:1:12 sources.a: nothing names $a, use the source, or remove it
            sources: { a: { ask: one, missing: 404 } }                             |
            sources: { a: { ask: one, value: '{% $assert($value, \"no\", 409) %}' } } |
            sources: { a: { ask: one, require: '{% $value %}' } }                  |
            sources: { a: { ask: one }, b: { ask: 'x {% $a %}', require: '{% 1 %}' } } |
            values: { a: '{% $request %}' }                                        | test.yaml:1:11 values.a: nothing names $a, use the value, or remove it
            """)
    void areStepsThatNothingNames(String steps, String warning) {
        assertEquals(warning == null ? "" : warning, warnings(steps + "\noutput: 1\n"));
    }
}
